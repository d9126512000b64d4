import type { AddressInfo } from 'node:net';
import { type Kysely, sql } from 'kysely';
import type { RedisAddress } from '../../../wire/redis/redis-address.ts';
import { migrate } from '../database/migrate.ts';
import type { Database } from '../database/open-database.ts';
import { createSubgraphEvents } from '../events/serve-events.ts';
import type { StreamTimes } from '../events/sse-writer.ts';
import type { ReadCaller } from '../identity/service-verifier.ts';
import type { SubgraphObservation } from '../observe/observation.ts';
import { type Clock, untilMidnightInShanghai } from '../service/clock.ts';
import type { Subgraph } from '../subgraph.ts';
import { describe } from './answer-errors.ts';
import { createSubgraphServer, type SubgraphLogger } from './subgraph-server.ts';

/** Where and for whom a subgraph is served. */
export interface ServeOptions {
  readonly database: Database;
  /** Reads who calls; whom it refuses is answered 401, whatever is asked. */
  readonly readCaller: ReadCaller;
  /** Where events are published, too; null or absent: nowhere. */
  readonly redis?: RedisAddress | null;
  /** Tests choose shorter times than `EVENT_TIMES`. */
  readonly eventTimes?: Partial<EventTimes>;
  readonly now: Clock;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly logger: SubgraphLogger;
  /** Measures, traces and logs requests; absent: nobody does. Closed with the server. */
  readonly observation?: SubgraphObservation;
}

/** Times of events, in milliseconds. */
export interface EventTimes extends StreamTimes {
  /** Between two looks at the outbox. */
  readonly pollMs: number;
}

/** A change is told within some 200 ms; a reader that takes nothing for half a minute is dropped. */
export const EVENT_TIMES: EventTimes = { pollMs: 200, heartbeatMs: 15_000, stallMs: 30_000 };

/** A listening subgraph. */
export interface ServedSubgraph {
  /** e.g. http://127.0.0.1:4102 */
  readonly url: string;
  /** Brings the department's tables to their newest form; from then on events can be followed. */
  readonly migrate: () => Promise<void>;
  /** Brings verdicts up to today; from then on `/readyz` is 200. */
  readonly open: () => Promise<void>;
  /** Stops accepting, finishes what is under way. The database stays open: others may share it. */
  readonly close: () => Promise<void>;
}

/** Listens at once, so that whoever waits can ask; answers are useful after `migrate`. */
export async function serveSubgraph(subgraph: Subgraph, options: ServeOptions): Promise<ServedSubgraph> {
  const db = options.database.forSchema<unknown>(subgraph.name);
  let isOpen = false;
  const isReady = async () => isOpen && (await canQuery(db));
  const times = { ...EVENT_TIMES, ...options.eventTimes };
  const app = await createSubgraphServer(subgraph, {
    readCaller: options.readCaller,
    isReady,
    events: { state: () => events.state(), times },
    logger: options.logger,
    observation: options.observation,
  });
  const events = createSubgraphEvents({
    db,
    name: subgraph.name,
    now: options.now,
    redis: options.redis ?? null,
    pollMs: times.pollMs,
    log: app.log,
  });
  await app.listen({ host: options.host, port: options.port });
  const { port } = app.server.address() as AddressInfo;

  let work: ReturnType<NonNullable<Subgraph['start']>> | undefined;
  const day = createDailyJob(
    options.now,
    async () => {
      await subgraph.onNewDay?.();
      await events.prune().catch((error) => app.log.error(describe(error), 'Old events were not deleted'));
    },
    (error) => app.log.error(describe(error), 'The job of the new day failed'),
  );
  return {
    url: `http://${options.host}:${port}`,
    migrate: async () => {
      await migrate(db, subgraph.name, subgraph.migrations);
      await events.open();
    },
    open: async () => {
      await day.start();
      isOpen = true;
      work = subgraph.start?.();
    },
    close: async () => {
      day.stop();
      await work?.stop();
      await Promise.all([app.close(), events.close()]);
      await options.observation?.close();
    },
  };
}

/** Runs the job at once, which may fail the caller, and at each midnight in Asia/Shanghai, until it is stopped. */
function createDailyJob(now: Clock, job: () => Promise<void>, onFailed: (error: unknown) => void) {
  let midnight: NodeJS.Timeout | undefined;
  const start = async (): Promise<void> => {
    midnight = setTimeout(() => void start().catch(onFailed), untilMidnightInShanghai(now()));
    midnight.unref();
    await job();
  };
  return { start, stop: () => clearTimeout(midnight) };
}

async function canQuery(db: Kysely<unknown>): Promise<boolean> {
  await sql`select 1`.execute(db);
  return true;
}
