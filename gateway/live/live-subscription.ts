import { createHash } from 'node:crypto';
import type { GraphQLFormattedError } from 'graphql';
import type { SseStream } from './sse-stream.ts';
import type { Subscriber } from './subscribers.ts';

/** One client's subscription. */
export interface LiveSubscription extends Subscriber {
  /** Ends it where the client may not listen any more; else keeps the connection. */
  readonly beat: () => Promise<void>;
  /** Ends the stream, so that the client comes back, to another process where this one is going. */
  readonly end: () => void;
}

/** An answer as a client is shown it. */
export interface LiveAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** What a subscription works with. */
export interface LiveSubscriptionParts {
  readonly stream: SseStream;
  /** Runs the query now; null: the caller is not known any more (logged out, token expired). */
  readonly run: () => Promise<LiveAnswer | null>;
  /** Whether the caller is still known. */
  readonly isKnown: () => Promise<boolean>;
  /** `Last-Event-ID` of a client that comes back. */
  readonly lastId: string | undefined;
}

/**
 * Tells a client the answer to its query whenever it is another one than before.
 *
 * The id of an event is a digest of the answer, so whoever comes back, to whatever process, is told at once what it
 * missed, and nothing where it missed nothing.
 *
 * @see https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md, distinct connections mode
 */
export function createLiveSubscription(parts: LiveSubscriptionParts): LiveSubscription {
  const { stream, run, isKnown } = parts;
  let told = parts.lastId;
  const complete = () => {
    stream.send('complete', '');
    stream.end();
  };
  return {
    end: () => stream.end(),
    changed: async () => {
      const result = await run();
      if (result === null) return complete();
      const { data, errors } = result;
      const payload = JSON.stringify({ ...(errors?.length && { errors }), data: data ?? null });
      const id = createHash('sha256').update(payload).digest('base64url').slice(0, 22);
      if (id !== told) stream.send('next', payload, id);
      told = id;
      // Nobody to listen to: unknown, or not for this caller's eyes.
      if (!data || Object.values(data).every((root) => root === null)) complete();
    },
    beat: async () => {
      if (await isKnown()) stream.beat();
      else complete();
    },
  };
}
