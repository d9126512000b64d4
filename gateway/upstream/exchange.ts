import type { Dispatcher } from 'undici';
import { onAbort } from './on-abort.ts';

/** What came back over HTTP. */
export interface Exchanged {
  readonly kind: 'exchanged';
  readonly status: number;
  /** Its Content-Type; undefined: none, or several. */
  readonly type: string | undefined;
  /** The body, UTF-8. */
  readonly text: string;
}

/** Why there was nothing to wait for any more: the reason of the signal, or `deadline`. */
export interface GaveUp {
  readonly kind: 'gave-up';
  readonly reason: unknown;
}

/** One request. */
export interface Sent {
  /** Where the dispatcher serves several; left out: its own. */
  readonly origin?: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent by POST; null: a GET. */
  readonly body: string | null;
  /** Milliseconds from now to the last byte. */
  readonly limitMs: number;
  /** Ends it earlier; null: nothing does. */
  readonly signal: AbortSignal | null;
}

/**
 * Sends a request and reads its answer whole. Straight on the dispatcher: the streams of `request()` cost more than all
 * the rest of a call. Rejects with undici's error where the connection fails or the answer is larger than the pool allows.
 */
export function exchange(pool: Dispatcher, sent: Sent): Promise<Exchanged | GaveUp> {
  const { origin, path, headers, body, limitMs, signal } = sent;
  if (signal?.aborted) return Promise.resolve({ kind: 'gave-up', reason: signal.reason });
  const { promise, resolve, reject } = Promise.withResolvers<Exchanged | GaveUp>();
  let connection: Dispatcher.DispatchController | null = null;
  let isOver = false;
  let status = 0;
  let type: unknown;
  const chunks: Buffer[] = [];

  const end = () => {
    isOver = true;
    clearTimeout(timer);
    unlisten?.();
  };
  const giveUp = (reason: unknown) => {
    if (isOver) return;
    end();
    resolve({ kind: 'gave-up', reason });
    connection?.abort(new Error('given up'));
  };
  const timer = setTimeout(giveUp, limitMs, 'deadline');
  const unlisten = signal && onAbort(signal, () => giveUp(signal.reason));

  pool.dispatch(
    { ...(origin !== undefined && { origin }), path, method: body === null ? 'GET' : 'POST', headers, body },
    {
      onRequestStart(controller) {
        connection = controller;
        // Given up while it waited for a connection.
        if (isOver) controller.abort(new Error('given up'));
      },
      onResponseStart(_, statusCode, itsHeaders) {
        status = statusCode;
        type = itsHeaders['content-type'];
      },
      onResponseData(_, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        if (isOver) return;
        end();
        const mediaType = typeof type === 'string' ? type : undefined;
        resolve({ kind: 'exchanged', status, type: mediaType, text: textOf(chunks) });
      },
      onResponseError(_, error) {
        if (isOver) return;
        end();
        reject(error);
      },
    },
  );
  return promise;
}

/** A byte order mark is no part of the text. */
function textOf(chunks: readonly Buffer[]): string {
  const [only] = chunks;
  const text = chunks.length === 1 && only ? only.toString() : Buffer.concat(chunks).toString();
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
