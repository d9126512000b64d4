import { execFile } from 'node:child_process';
import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { startPostgres } from '../kit/postgres.ts';

const run = promisify(execFile);

/** A PostgreSQL of the tests' own that records when each transaction was committed, and can be restarted. */
export interface TimedPostgres {
  /** Address of its `postgres` database. */
  readonly url: string;
  readonly port: number;
  /** `fast` ends transactions in an orderly way; `immediate` is a crash, with recovery at the next start. Resolves when it answers again. */
  readonly restart: (mode: 'fast' | 'immediate') => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts the kit's PostgreSQL and turns commit timestamps on: a clock of commits that no shifted function reaches. */
export async function startTimedPostgres(): Promise<TimedPostgres> {
  const { url } = await startPostgres();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('alter system set track_commit_timestamp = on');
  const data = (await client.query('show data_directory')).rows[0].data_directory as string;
  await client.end();
  const postmaster = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0];
  const bin = dirname(readlinkSync(`/proc/${postmaster}/exe`));
  // Without further options it starts with those of before, which are in the data directory.
  const control = async (action: 'restart' | 'stop', mode: string) => {
    const words = [
      join(bin, 'pg_ctl'),
      action,
      '-D',
      data,
      '-m',
      mode,
      '-s',
      '-w',
      '-l',
      join(dirname(data), 'log'),
    ];
    const asRoot = ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', ...words];
    const [program = '', ...args] = process.getuid?.() === 0 ? asRoot : words;
    await run(program, args, { cwd: dirname(data) });
  };
  await control('restart', 'fast');
  return {
    url,
    port: Number(new URL(url).port),
    restart: (mode) => control('restart', mode),
    stop: async () => {
      await control('stop', 'immediate');
      rmSync(dirname(data), { recursive: true, force: true });
    },
  };
}
