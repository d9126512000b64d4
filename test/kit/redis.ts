import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createClient } from 'redis';
import { installDebianPackages } from './debian-packages.ts';
import { freePort } from './free-port.ts';

const PROGRAM = '/usr/bin/redis-server';
const run = promisify(execFile);

/** A Redis server of a test's own, on loopback, that keeps nothing on disk. */
export interface RedisServer {
  /** redis://127.0.0.1:PORT */
  readonly url: string;
  readonly pid: number;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Runs one command as redis-cli does, and returns its text. */
  readonly cli: (...command: string[]) => Promise<string>;
  /** Every command that arrives from now on, as MONITOR writes it; ends with the server. */
  readonly monitor: () => Promise<readonly string[]>;
  readonly end: () => Promise<void>;
}

/**
 * Starts a real Redis on a free loopback port; installs Debian's when there is none.
 *
 * @param settings e.g. `['--maxmemory', '4mb', '--maxmemory-policy', 'allkeys-lru']`
 */
export async function startRedis(settings: readonly string[] = [], port?: number): Promise<RedisServer> {
  const quiet = ['--save', '', '--appendonly', 'no'];
  return launch(port ?? (await freePort()), () => [...quiet, ...settings]);
}

/** Starts a sentinel that watches one server under a name. */
export async function startSentinel(name: string, watched: RedisServer): Promise<RedisServer> {
  const { hostname, port } = new URL(watched.url);
  return launch(await freePort(), (directory) => {
    const file = join(directory, 'sentinel.conf');
    writeFileSync(file, `sentinel monitor ${name} ${hostname} ${port} 1\n`);
    return [file, '--sentinel'];
  });
}

async function launch(
  port: number,
  settings: (directory: string) => readonly string[],
): Promise<RedisServer> {
  await ensureRedis();
  const directory = mkdtempSync(join(tmpdir(), 'clearance-redis-'));
  const [first = '', ...more] = settings(directory);
  // A configuration file comes before all options.
  const file = first.endsWith('.conf') ? [first] : [];
  const options = file.length > 0 ? more : [first, ...more];
  const child = spawn(PROGRAM, [...file, '--port', String(port), '--bind', '127.0.0.1', ...options], {
    stdio: 'ignore',
    cwd: directory,
  });
  const ended = once(child, 'exit');
  const url = `redis://127.0.0.1:${port}`;
  await untilAnswers(url);
  const monitors: { destroy(): void }[] = [];
  return {
    url,
    pid: child.pid ?? 0,
    signal: (name) => void child.kill(name),
    cli: async (...command) =>
      (await run('/usr/bin/redis-cli', ['-p', String(port), ...command])).stdout.trim(),
    monitor: async () => {
      const lines: string[] = [];
      const client = createClient({ url, RESP: 2 }).on('error', () => {});
      await client.connect();
      await client.monitor((line) => void lines.push(String(line)));
      monitors.push(client);
      return lines;
    },
    end: async () => {
      for (const client of monitors.splice(0)) client.destroy();
      child.kill('SIGKILL');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function ensureRedis(): Promise<void> {
  if (existsSync(PROGRAM)) return;
  await installDebianPackages(
    ['redis-server'],
    'The lock tests need Redis',
    'Install it (Debian: apt-get install redis-server).',
  );
}

async function untilAnswers(url: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const client = createClient({ url, socket: { reconnectStrategy: false } }).on('error', () => {});
    try {
      await client.connect();
      client.destroy();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await wait(20);
    }
  }
}
