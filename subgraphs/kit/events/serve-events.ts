import type { FastifyBaseLogger } from 'fastify';
import type { Kysely } from 'kysely';
import type { RedisAddress } from '../../../wire/redis/redis-address.ts';
import { createStreamCommands } from '../../../wire/redis/stream-commands.ts';
import { describe } from '../graph/answer-errors.ts';
import type { Clock } from '../service/clock.ts';
import { createEventFeed, type EventFeed } from './event-feed.ts';
import type { EventsState } from './events-route.ts';
import { KEPT_DAYS, prepareOutbox, pruneOutbox } from './keep-outbox.ts';
import { newestCursor, readOutbox, recentCursor } from './read-outbox.ts';
import { createStreamPublisher } from './stream-publisher.ts';
import { relayToStream } from './stream-relay.ts';

/** What the events of a subgraph need. */
export interface EventsOptions {
  /** A builder that nothing else runs transactions on. */
  readonly db: Kysely<unknown>;
  /** The subgraph's name, and its schema. */
  readonly name: string;
  readonly now: Clock;
  /** Where events are published beside `GET /events`; null: nowhere. */
  readonly redis: RedisAddress | null;
  readonly pollMs: number;
  readonly log: Pick<FastifyBaseLogger, 'warn' | 'info'>;
}

/** The events of a served subgraph. */
export interface SubgraphEvents {
  readonly state: () => EventsState;
  /** Once the database is migrated. */
  readonly open: () => Promise<void>;
  /** Deletes what is older than is kept. */
  readonly prune: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const DAY_MS = 86_400_000;
/** A stream that was flushed gets the events of the last day, and at most so many. */
const REPUBLISHED = 100_000;

/** Reads the subgraph's outbox for `GET /events`, and publishes it to Redis where there is one. */
export function createSubgraphEvents(options: EventsOptions): SubgraphEvents {
  const { db, name, now, redis, pollMs, log } = options;
  const ending = new AbortController();
  let state: EventsState = 'opening';
  let relayed: Promise<void> = Promise.resolve();
  return {
    state: () => state,
    open: async () => {
      const has = await prepareOutbox(db, name);
      if (!has || ending.signal.aborted) {
        state = 'none';
        return;
      }
      state = createEventFeed({
        read: (after, limit) => readOutbox(db, name, after, limit),
        newest: () => newestCursor(db, name),
        pollMs,
        onTrouble: tell(log, 'The outbox cannot be read', 'The outbox is read again'),
      });
      if (redis) relayed = relay(state, redis, options, ending.signal);
    },
    prune: async () => {
      if (typeof state === 'string') return;
      await pruneOutbox(db, name, new Date(now().getTime() - KEPT_DAYS * DAY_MS));
    },
    close: async () => {
      ending.abort();
      if (typeof state !== 'string') state.close();
      await relayed;
    },
  };
}

async function relay(
  feed: EventFeed,
  address: RedisAddress,
  { db, name, now, log }: EventsOptions,
  signal: AbortSignal,
): Promise<void> {
  const commands = createStreamCommands(address);
  signal.addEventListener('abort', commands.close);
  await commands.connect();
  await relayToStream({
    feed,
    publisher: createStreamPublisher(commands, name),
    recent: () => {
      const since = new Date(now().getTime() - DAY_MS);
      return recentCursor(db, name, { since, atMost: REPUBLISHED });
    },
    holds: async (cursor) => (await readOutbox(db, name, cursor, 0)).kind === 'events',
    signal,
    onTrouble: tell(log, 'Events are not published to Redis', 'Events are published to Redis again'),
  });
}

/** One line when it begins and one when it is over, not one for each try. */
function tell(log: EventsOptions['log'], sentence: string, over: string) {
  return (error: unknown): void => {
    if (error === null) log.info(over);
    else log.warn(describe(error), sentence);
  };
}
