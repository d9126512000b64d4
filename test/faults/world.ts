import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createDatabase } from '../kit/postgres.ts';
import { type RedisServer, startRedis } from '../kit/redis.ts';
import { startTcpProxy, type TcpProxy } from '../kit/tcp-proxy.ts';
import { checkHistory, type Violation } from './check-history.ts';
import {
  type DepartmentCode,
  type DepartmentProcess,
  departmentCodes,
  startDepartment,
  startRegistry,
} from './departments.ts';
import { type CallLine, type HistoryLine, openHistory, readHistory, type StoppedLine } from './history.ts';
import { monotonic } from './monotonic.ts';
import { type Serving, startServing } from './serving.ts';
import { readStored } from './stored-lines.ts';
import { createStudentClient, type Submit } from './student-client.ts';
import { startTimedPostgres, type TimedPostgres } from './timed-postgres.ts';

/** Everything that takes part in submissions, as real processes, with a proxy before each server that can break. */
export interface World {
  readonly departments: Readonly<Record<DepartmentCode, DepartmentProcess>>;
  readonly registry: DepartmentProcess;
  readonly postgres: TimedPostgres;
  /** Stands between the clearance processes and PostgreSQL. */
  readonly postgresProxy: TcpProxy;
  readonly redis: RedisServer;
  /** Stands between the clearance processes and Redis. */
  readonly redisProxy: TcpProxy;
  /** Starts one more clearance process; `env` beside, and before, what all are told. */
  readonly serve: (env?: NodeJS.ProcessEnv) => Promise<Serving>;
  /** For a process that is to reach PostgreSQL and Redis without the proxies. */
  readonly direct: NodeJS.ProcessEnv;
  /** Students of whom nobody heard before; they pass everywhere. */
  readonly enrol: (count: number) => Promise<readonly [string, ...string[]]>;
  readonly submit: Submit;
  /** Runs SQL in the database of the clearance subgraph, as superuser and past the proxy. */
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
  /** Holds all that happened so far against the oracles; with violations the history's file stays, and is named. */
  readonly check: () => Promise<readonly (Violation | string)[]>;
  readonly end: () => Promise<void>;
}

/** What a run is about. */
export interface WorldOptions {
  /** Told in the history, e.g. a seed. */
  readonly remark: string;
  /** Where the history is written; absent: a temporary file that is removed when it breaks nothing. */
  readonly historyFile?: string;
}

/** Starts the servers and departments; clearance processes are started by `serve`. */
export async function startWorld({ remark, historyFile }: WorldOptions): Promise<World> {
  const directory = mkdtempSync(join(tmpdir(), 'clearance-faults-'));
  const [postgres, redis, registry, ...offices] = await Promise.all([
    startTimedPostgres(),
    startRedis(),
    startRegistry(),
    ...departmentCodes.map((code) => startDepartment(code, directory)),
  ]);
  const departments = Object.fromEntries(
    departmentCodes.map((code, index) => [code, offices[index]]),
  ) as Record<DepartmentCode, DepartmentProcess>;
  const database = await createDatabase(postgres.url, 'clearance');
  const postgresProxy = await startTcpProxy(() => postgres.port);
  const redisProxy = await startTcpProxy(() => Number(new URL(redis.url).port));
  const told = {
    DATA_DIR: directory,
    DATABASE_URL: database.replace(`:${postgres.port}/`, `:${postgresProxy.port}/`),
    REDIS_LOCK_URL: `redis://127.0.0.1:${redisProxy.port}`,
    SUBGRAPH_REGISTRY_URL: registry.url,
    ...Object.fromEntries(
      departmentCodes.map((code) => [`SUBGRAPH_${code.toUpperCase()}_URL`, departments[code].url]),
    ),
  };

  const lines: HistoryLine[] = [{ kind: 'run', required: departmentCodes, remark }, clock()];
  const record = (line: CallLine | StoppedLine) => void lines.push(line);
  const client = createStudentClient(join(directory, 'keys', 'service.json'), record);
  const serving: Serving[] = [];
  let enrolled = 0;
  let served = 0;
  const check = async () => {
    const said = departmentCodes.flatMap((code) => readHistory(join(directory, `${code}.jsonl`)));
    const all = [...lines, clock(), ...said, ...(await readStored(database))];
    const violations = checkHistory(all);
    if (violations.length === 0 && historyFile === undefined) return [];
    const file = historyFile ?? join(tmpdir(), `clearance-history-${crypto.randomUUID()}.jsonl`);
    write(file, all);
    return violations.length === 0 ? [] : [...violations, `The history is ${file}`];
  };
  return {
    departments,
    registry,
    postgres,
    postgresProxy,
    redis,
    redisProxy,
    direct: { DATABASE_URL: database, REDIS_LOCK_URL: redis.url },
    serve: async (env = {}) => {
      for (let tries = 1; ; tries++) {
        const started = await startServing(`clearance-${++served}`, { ...told, ...env }, record);
        serving.push(started);
        if (await isReady(started)) return started;
        // It ends where its database is away while it starts, as its supervisor expects.
        if (tries === 5) throw new Error(`No process could be started:\n${started.lines.join('\n')}`);
      }
    },
    enrol: async (count) => {
      const students = Array.from({ length: count }, () => `S${++enrolled}`);
      const passing = { do: 'set', students, outcome: 'PASSED' } as const;
      await Promise.all(offices.map((office) => office.command(passing)));
      return students as [string, ...string[]];
    },
    submit: client.submit,
    sql: (text, values) => query(database, text, values),
    check,
    end: async () => {
      await client.close();
      await Promise.all(serving.map((one) => one.kill()));
      await Promise.all([postgresProxy.close(), redisProxy.close()]);
      await Promise.all([postgres.stop(), redis.end(), registry.kill(), ...offices.map((one) => one.kill())]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function clock(): HistoryLine {
  return { kind: 'clock', at: monotonic(), atWall: Date.now() };
}

function write(file: string, lines: readonly HistoryLine[]): void {
  rmSync(file, { force: true });
  const history = openHistory(file);
  for (const line of lines) history.add(line);
  history.close();
}

async function query(url: string, text: string, values: readonly unknown[] = []) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** Whether it becomes ready; false: it ended instead. */
async function isReady({ url, ended, lines }: Serving): Promise<boolean> {
  const end = monotonic() + 30_000;
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  const answers = () =>
    fetch(new URL('/readyz', url)).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await answers())) {
    if (isOver) return false;
    if (monotonic() > end) throw new Error(`${url} was not ready within 30 s:\n${lines.join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
