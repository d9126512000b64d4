import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startChild } from '../../test/kit/child.ts';
import { startSubgraph } from '../../test/kit/graph.ts';
import { createDatabase, startPostgres } from '../../test/kit/postgres.ts';
import { startRedis } from '../../test/kit/redis.ts';
import { type CappedProxy, startCappedProxy } from './capped-proxy.ts';
import { fillClass } from './class-database.ts';
import { departments, type Standing } from './standing.ts';

const subgraphs = ['registry', ...departments, 'clearance'] as const;

/** One of them. */
export type SubgraphName = (typeof subgraphs)[number];

/** The whole graph as processes, filled with a class. */
export interface PeakWorld {
  /** The gateway's. */
  readonly url: string;
  readonly gatewayPid: number;
  readonly subgraphPids: readonly number[];
  readonly financeUrl: string;
  readonly dataDir: string;
  readonly standings: readonly Standing[];
  readonly proxies: Readonly<Record<SubgraphName, CappedProxy>>;
  /** Students with a submission, once for each. */
  readonly submitted: () => Promise<readonly string[]>;
  /** What the gateway printed at level warn and above, counted by its message. */
  readonly warnings: () => ReadonlyMap<string, number>;
  readonly end: () => Promise<void>;
}

/** Requests a second that a department begins; of these so many are left to submissions. */
const CAP = 50;
const SUBMISSION_READS = 20;

/** Starts everything, each a process of its own; the four departments behind their caps, for the gateway and for submissions. */
export async function startPeakWorld(students: number, withRedis: boolean): Promise<PeakWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'clearance-peak-'));
  const postgres = await startPostgres();
  const redis = withRedis ? await startRedis() : null;
  const databaseUrl = await createDatabase(postgres.url, 'peak');
  const began = performance.now();
  const standings = await fillClass(databaseUrl, students);
  console.log(`${students} students filled in ${((performance.now() - began) / 1_000).toFixed(1)} s`);

  const addresses = new Map<string, string>();
  const started = await Promise.all(
    subgraphs.map(async (name) => {
      const cap = departments.some((department) => department === name) ? CAP : null;
      return [name, await startCappedProxy(() => addresses.get(name) ?? 'http://127.0.0.1:1', cap)] as const;
    }),
  );
  const proxies = Object.fromEntries(started) as Record<SubgraphName, CappedProxy>;
  const env = {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    PORT: '0',
    LOG_LEVEL: 'warn',
    ...(redis && { REDIS_URL: redis.url }),
    ...Object.fromEntries(started.map(([name, { url }]) => [`SUBGRAPH_${name.toUpperCase()}_URL`, url])),
  };
  const limits = Object.fromEntries(
    departments.map((name) => [`SUBGRAPH_${name.toUpperCase()}_READS_PER_SECOND`, String(SUBMISSION_READS)]),
  );
  const children = await Promise.all(
    subgraphs.map(async (name) => {
      const { child, url } = await startSubgraph(name, name === 'clearance' ? { ...env, ...limits } : env);
      addresses.set(name, `${url}/graphql`);
      return child;
    }),
  );
  // Its address is printed at level info.
  const gateway = startChild('gateway/main.ts', [], { ...env, LOG_LEVEL: 'info' });
  const url = (await gateway.line(/"address":"([^"]+)"/))[1] ?? '';
  return {
    url,
    gatewayPid: gateway.pid,
    subgraphPids: children.map(({ pid }) => pid),
    financeUrl: new URL(addresses.get('finance') ?? '').origin,
    dataDir,
    standings,
    proxies,
    submitted: () => submittedStudents(databaseUrl),
    warnings: () => countWarnings(gateway.lines),
    end: async () => {
      await Promise.all([gateway.end(), ...children.map((child) => child.end())]);
      await Promise.all(Object.values(proxies).map((proxy) => proxy.close()));
      await redis?.end();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function submittedStudents(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ student_id: string }>('select student_id from clearance.submission');
  await client.end();
  return rows.map(({ student_id }) => student_id);
}

const WARN = 40;

function countWarnings(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const { level, msg = '' } = parse(line);
    if (level < WARN) continue;
    counts.set(msg, (counts.get(msg) ?? 0) + 1);
  }
  return counts;
}

/** A line that is no log, such as a crash, counts as the worst. */
function parse(line: string): { level: number; msg?: string } {
  try {
    return JSON.parse(line);
  } catch {
    return { level: 60, msg: line };
  }
}
