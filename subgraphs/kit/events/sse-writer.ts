import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** Times of an event stream, in milliseconds. */
export interface StreamTimes {
  /** A comment is sent after so long without an event, so that both ends notice a connection that broke. */
  readonly heartbeatMs: number;
  /** A reader that takes nothing for so long is dropped; it may come back where it was. */
  readonly stallMs: number;
}

/** Writes server-sent events to one reader. */
export interface SseWriter {
  /** Aborts when the reader is gone or was dropped, and when the server closes. */
  readonly over: AbortSignal;
  /** Resolves when the reader's connection has taken the text, or it is over: nothing is queued behind it. */
  readonly write: (text: string) => Promise<void>;
  /** A reader that does not take the end within a second is dropped. */
  readonly end: () => void;
}

const LAST_WORDS_MS = 1_000;

/** Begins the stream: status, headers, and heartbeats from now on. */
export function createSseWriter(
  raw: ServerResponse,
  { heartbeatMs, stallMs }: StreamTimes,
  closing: AbortSignal,
): SseWriter {
  const gone = new AbortController();
  const over = AbortSignal.any([gone.signal, closing]);
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close',
  });
  raw.flushHeaders();
  const heartbeat = setInterval(() => {
    if (!raw.writableNeedDrain) raw.write(':\n\n');
  }, heartbeatMs);
  raw.on('error', () => {});
  raw.once('close', () => {
    clearInterval(heartbeat);
    gone.abort();
  });
  return {
    over,
    write: async (text) => {
      if (over.aborted || raw.write(text)) return;
      const tooLong = setTimeout(() => raw.destroy(), stallMs);
      await once(raw, 'drain', { signal: over }).catch(() => {});
      clearTimeout(tooLong);
    },
    end: () => {
      clearInterval(heartbeat);
      raw.end();
      const tooLong = setTimeout(() => raw.destroy(), LAST_WORDS_MS);
      raw.once('close', () => clearTimeout(tooLong));
    },
  };
}

/** One event as it stands in the stream. */
export function sseEvent(type: string, id: string, data: unknown): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
