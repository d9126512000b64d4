import type { TypedDocumentString } from '../../graph.generated/graphql.ts';
import type { GraphFault } from './answer.ts';
import { bodyOf, headers } from './ask.ts';
import { createEventReader } from './events.ts';

/** Why a stream ended. */
export type StreamEnd =
  /** The server will not tell more, e.g. since nobody is logged in any more. */
  | 'complete'
  | 'logged-out'
  /** The connection broke, or nothing came through it. */
  | 'lost';

/** What a stream tells. */
export interface Following<Data> {
  readonly onData: (data: Data, faults: readonly GraphFault[]) => void;
  readonly signal: AbortSignal;
}

/** The server is heard every 15 s at least; a proxy that gathers events lets nothing through at first. */
const SILENCE_MS = 40_000;
const FIRST_MS = 8_000;

/**
 * Follows a subscription at `/graphql/stream` until it ends (graphql-sse, distinct connections mode); never rejects.
 * The first event tells how things are now.
 */
export async function follow<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { onData, signal }: Following<Data>,
): Promise<StreamEnd> {
  const gone = new AbortController();
  const stop = () => gone.abort();
  signal.addEventListener('abort', stop);
  let timer = setTimeout(stop, FIRST_MS);
  try {
    const response = await fetch('/graphql/stream', {
      method: 'POST',
      headers: { ...headers, accept: 'text/event-stream' },
      body: bodyOf(document, variables),
      signal: gone.signal,
    });
    if (response.status === 401) return 'logged-out';
    if (!response.ok || response.body === null) return 'lost';
    const read = createEventReader();
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'lost';
      clearTimeout(timer);
      timer = setTimeout(stop, SILENCE_MS);
      for (const { event, data } of read(decoder.decode(value, { stream: true }))) {
        if (event === 'complete') return 'complete';
        if (event === 'next') tell(data, onData);
      }
    }
  } catch {
    return 'lost';
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    gone.abort();
  }
}

function tell<Data>(text: string, onData: Following<Data>['onData']): void {
  const { data, errors = [] } = JSON.parse(text) as { data: Data | null; errors?: readonly GraphFault[] };
  if (data !== null) onData(data, errors);
}
