import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { installDebianPackages } from './debian-packages.ts';
import { freePort } from './free-port.ts';

const run = promisify(execFile);
const DEBIAN_HOME = '/usr/lib/postgresql';

/** A PostgreSQL server of the tests' own. */
export interface PostgresServer {
  /** Address of its `postgres` database: postgres://postgres@127.0.0.1:PORT/postgres. */
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** Ends it as `kill -9` would, with every connection, and starts it again at the same address over the same data. */
  readonly crashAndRestart: () => Promise<void>;
}

/**
 * Starts a real PostgreSQL on a free loopback port with an empty data directory; installs Debian's when there is none.
 *
 * initdb and postgres refuse root, so as root they run as the user `postgres` whom the package brings.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = await ensurePostgres();
  const directory = mkdtempSync(join(tmpdir(), 'clearance-postgres-'));
  chmodSync(directory, 0o777);
  const data = join(directory, 'data');
  const port = await freePort();
  await run(
    ...asPostgres(join(bin, 'initdb'), [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--no-locale',
      '--no-sync',
    ]),
    { cwd: directory },
  );
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', 'max_connections=300'];
  const launch = () =>
    spawn(
      ...asPostgres(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-k', directory, ...settings]),
      { cwd: directory, stdio: 'ignore' },
    );
  let server = launch();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await untilAnswers(url);
  return {
    url,
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
    crashAndRestart: async () => {
      const ended = once(server, 'exit');
      // Immediate shutdown: no checkpoint, no goodbye; unlike SIGKILL it leaves no orphans that hold the port.
      server.kill('SIGQUIT');
      await ended;
      server = launch();
      await untilAnswers(url);
    },
  };
}

/** Creates an empty database on the server and returns its address. */
export async function createDatabase(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database "${name}"`);
  await client.end();
  return server.replace(/\/[^/]*$/, `/${name}`);
}

async function ensurePostgres(): Promise<string> {
  return (
    newestDebianBin() ??
    (await installDebianPackages(
      ['postgresql'],
      'The database tests need PostgreSQL',
      'Install it (Debian: apt-get install postgresql).',
    ).then(newestDebianBin)) ??
    Promise.reject(new Error(`PostgreSQL was installed, but not below ${DEBIAN_HOME}`))
  );
}

function newestDebianBin(): string | undefined {
  if (!existsSync(DEBIAN_HOME)) return undefined;
  const versions = readdirSync(DEBIAN_HOME).sort((a, b) => Number(b) - Number(a));
  return versions
    .map((version) => join(DEBIAN_HOME, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
}

function asPostgres(command: string, args: string[]): [string, string[]] {
  // setpriv replaces itself by the command, so a signal reaches the server and not a shell in between.
  const user = ['--reuid=postgres', '--regid=postgres', '--init-groups'];
  return process.getuid?.() === 0 ? ['setpriv', [...user, command, ...args]] : [command, args];
}

async function untilAnswers(url: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
