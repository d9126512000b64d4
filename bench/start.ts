import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../test/kit/free-port.ts';

const ROOT = join(import.meta.dirname, '..');
const LATER_STARTS = 3;

/** What one start cost. */
interface Start {
  /** From `npm start` until `/readyz` is 200. */
  readonly seconds: number;
  /** Sum of the resident memory of npm and every process below it, MB, once ready. */
  readonly megabytes: number;
}

/**
 * Times `npm start` on an empty data directory (the class is imported) and on the same one again.
 *
 * Targets: 15 s and 4 s until `/readyz` is 200, 900 MB altogether.
 */
export async function bench(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'clearance-bench-'));
  const first = await measureStart(dataDir);
  const later: Start[] = [];
  for (let run = 0; run < LATER_STARTS; run += 1) later.push(await measureStart(dataDir));
  rmSync(dataDir, { recursive: true, force: true });
  console.log(`first start, class imported: ${first.seconds.toFixed(1)} s, ${first.megabytes.toFixed(0)} MB`);
  const seconds = later.map((one) => one.seconds.toFixed(1)).join(', ');
  console.log(
    `later starts: ${seconds} s, ${Math.max(...later.map((one) => one.megabytes)).toFixed(0)} MB at most`,
  );
}

async function measureStart(dataDir: string): Promise<Start> {
  const port = await freePort();
  const began = performance.now();
  const npm = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const printed: Buffer[] = [];
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk: Buffer) => printed.push(chunk));
  const ended = once(npm, 'exit');
  const failed = ended.then(() => {
    throw new Error(`npm start ended:\n${Buffer.concat(printed).toString()}`);
  });
  failed.catch(() => {});
  try {
    await Promise.race([untilReady(`http://127.0.0.1:${port}/readyz`), failed]);
    const seconds = (performance.now() - began) / 1000;
    return { seconds, megabytes: residentMegabytes(npm.pid ?? 0) };
  } finally {
    // The whole group: npm passes signals on, but not before its child has one.
    if (npm.exitCode === null) process.kill(-(npm.pid ?? 0), 'SIGTERM');
    await ended;
    await untilGone(dataDir);
  }
}

async function untilReady(url: string): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (performance.now() < deadline) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await wait(20);
  }
  throw new Error(`${url} was not ready within 120 s`);
}

async function untilGone(dataDir: string): Promise<void> {
  while (readdirSync(dataDir).includes('lock.json')) await wait(20);
}

function residentMegabytes(root: number): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
  const family = new Set([root]);
  // A child may come before its parent in the listing, so look until nobody new is found.
  for (let known = 0; known !== family.size; ) {
    known = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  const kilobytes = processes.filter(({ pid }) => family.has(pid)).map(({ resident }) => resident);
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

function readProcess(name: string): { pid: number; parent: number; resident: number }[] {
  try {
    const status = readFileSync(`/proc/${name}/status`, 'utf8');
    const field = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return [{ pid: Number(name), parent: field('PPid'), resident: field('VmRSS') }];
  } catch {
    return [];
  }
}
