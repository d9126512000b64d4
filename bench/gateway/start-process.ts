import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';

const LAST_MS = 10_000;

/** A process of the measurement; it ends when its channel to this one does. */
export interface BenchProcess {
  readonly pid: number;
  /** What it said first. */
  readonly ready: unknown;
  /** Sends an order and resolves with its answer; one at a time. Rejects where the process ends. */
  readonly ask: (order: object) => Promise<unknown>;
  readonly end: () => Promise<void>;
}

/** How a process is started. */
export interface ProcessOptions {
  readonly args?: readonly string[];
  /** Beside PATH and HOME; nothing else is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where both its streams go. */
  readonly logFile: string;
  readonly execArgv?: readonly string[];
}

/** Starts a file of `bench/gateway` and waits for its first word; rejects where it ends before. */
export async function startProcess(file: string, options: ProcessOptions): Promise<BenchProcess> {
  const child = spawn(file, options);
  const ready = await firstWord(child, file, options.logFile);
  return attach(child, ready, file);
}

/** The same for a process that says nothing until it is asked. */
export function startSilentProcess(file: string, options: ProcessOptions): BenchProcess {
  return attach(spawn(file, options), null, file);
}

function spawn(file: string, { args = [], env = {}, logFile, execArgv = [] }: ProcessOptions): ChildProcess {
  const log = openSync(logFile, 'w');
  return fork(join(import.meta.dirname, file), [...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', log, log, 'ipc'],
    execArgv: [...execArgv],
  });
}

async function firstWord(child: ChildProcess, file: string, logFile: string): Promise<unknown> {
  return Promise.race([
    once(child, 'message').then(([word]) => word),
    once(child, 'exit').then(() => Promise.reject(new Error(`${file} did not start, see ${logFile}`))),
  ]);
}

function attach(child: ChildProcess, ready: unknown, file: string): BenchProcess {
  const ended = once(child, 'exit');
  const gone = ended.then(([status]) => Promise.reject(new Error(`${file} ended with ${status}`)));
  gone.catch(() => {});
  return {
    pid: child.pid ?? 0,
    ready,
    ask: (order) => {
      const answered = once(child, 'message').then(([answer]) => answer);
      child.send(order);
      return Promise.race([answered, gone]);
    },
    end: async () => {
      // It ends by itself then, and writes its profile where it was told to.
      if (child.connected) child.disconnect();
      const late = setTimeout(() => child.kill('SIGKILL'), LAST_MS);
      await ended;
      clearTimeout(late);
    },
  };
}
