import type { AddressInfo } from 'node:net';
import { type Kysely, sql } from 'kysely';
import { migrate } from '../database/migrate.ts';
import type { Database } from '../database/open-database.ts';
import { type Clock, untilMidnightInShanghai } from '../service/clock.ts';
import type { Subgraph } from '../subgraph.ts';
import { describe } from './answer-errors.ts';
import { createSubgraphServer } from './subgraph-server.ts';
import type { ReadViewer } from './token-verifier.ts';

/** Where and for whom a subgraph is served. */
export interface ServeOptions {
  readonly database: Database;
  readonly readViewer: ReadViewer;
  readonly now: Clock;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly logger: 'info' | 'warn' | false;
}

/** A listening subgraph. */
export interface ServedSubgraph {
  /** e.g. http://127.0.0.1:4102 */
  readonly url: string;
  /** Brings the department's tables to their newest form. */
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
  let midnight: NodeJS.Timeout | undefined;
  const isReady = async () => isOpen && (await canQuery(db));
  const app = await createSubgraphServer(subgraph, {
    readViewer: options.readViewer,
    isReady,
    logger: options.logger,
  });
  await app.listen({ host: options.host, port: options.port });
  const { port } = app.server.address() as AddressInfo;

  const startDay = async () => {
    midnight = setTimeout(
      () => void startDay().catch((error) => app.log.error(describe(error), 'The job of the new day failed')),
      untilMidnightInShanghai(options.now()),
    );
    midnight.unref();
    await subgraph.onNewDay?.();
  };
  return {
    url: `http://${options.host}:${port}`,
    migrate: () => migrate(db, subgraph.name, subgraph.migrations),
    open: async () => {
      await startDay();
      isOpen = true;
    },
    close: async () => {
      clearTimeout(midnight);
      await app.close();
    },
  };
}

async function canQuery(db: Kysely<unknown>): Promise<boolean> {
  await sql`select 1`.execute(db);
  return true;
}
