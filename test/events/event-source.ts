import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { newestCursor } from '../../subgraphs/kit/events/read-outbox.ts';
import {
  type EventTimes,
  type ServedSubgraph,
  serveSubgraph,
} from '../../subgraphs/kit/graph/serve-subgraph.ts';
import { openServices } from '../../subgraphs/kit/identity/open-services.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import type { Subgraph, SubgraphDependencies } from '../../subgraphs/kit/subgraph.ts';
import { createLibrary } from '../../subgraphs/library/library.ts';
import { formatCursor } from '../../wire/events/cursor.ts';
import { createServiceSigner } from '../../wire/identity/service-token.ts';
import type { RedisAddress } from '../../wire/redis/redis-address.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';
import { freePort } from '../kit/free-port.ts';

/** A subgraph that tells of its events, over a database of its own. */
export interface EventSource {
  /** http://127.0.0.1:PORT/events; the same after a restart. */
  readonly url: string;
  readonly opened: TestDatabase;
  readonly db: Kysely<unknown>;
  /** The position of the newest event: what a test tells comes after it. */
  readonly position: () => Promise<string>;
  /** A token of the gateway for it. */
  readonly token: () => Promise<string>;
  /** Stops serving, and serves again at the same address. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Serves a subgraph in this process, on PostgreSQL unless told otherwise. */
export async function serveEventSource({
  create = createLibrary,
  open = databaseKinds[1].open,
  times = {},
  redis = null,
}: {
  create?: (dependencies: SubgraphDependencies) => Subgraph;
  open?: () => Promise<TestDatabase>;
  times?: Partial<EventTimes>;
  redis?: RedisAddress | null;
} = {}): Promise<EventSource> {
  const opened = await open();
  const { database } = opened;
  const directory = mkdtempSync(join(tmpdir(), 'clearance-events-'));
  const now = () => new Date();
  const file = join(directory, 'service.json');
  const services = await openServices({ kind: 'made', file }, now, () => crypto.randomUUID());
  const profile = loadProfile('current', 'guide-text');
  const subgraph = create({ database, profile, now, production: false });
  const port = await freePort();
  let served: ServedSubgraph | null = null;
  const stop = async () => {
    await served?.close();
    served = null;
  };
  const start = async () => {
    served = await serveSubgraph(subgraph, {
      database,
      readCaller: services.readerFor(subgraph.name),
      redis,
      eventTimes: { pollMs: 20, ...times },
      now,
      host: '127.0.0.1',
      port,
      logger: false,
    });
    await served.migrate();
    await served.open();
  };
  await start();
  const db = database.forSchema<unknown>(subgraph.name);
  const sign = createServiceSigner(services.keys, 'gateway', now);
  return {
    url: `http://127.0.0.1:${port}/events`,
    opened,
    db,
    position: async () => formatCursor(await newestCursor(db, subgraph.name)),
    token: () => sign(subgraph.name),
    stop,
    start,
    end: async () => {
      await stop();
      await opened.dispose();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
