import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '../..');

/** A real process of the product. */
export interface Child {
  readonly pid: number;
  /** Everything it printed so far, both streams, in lines. */
  readonly lines: readonly string[];
  /** Resolves with the first line, past or to come, that matches; rejects with all output when it ends before. */
  readonly line: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Resolves with the exit status, null after a signal. */
  readonly ended: Promise<number | null>;
  /** Ends it whatever state it is in. */
  readonly end: () => Promise<void>;
}

const { ENGINE } = process.env;
const engineOfThisRun = ENGINE === undefined ? {} : { ENGINE };

/**
 * Starts `node FILE ARGS…` in the repository.
 *
 * @param env beside PATH and the engine that this run of the tests is about; nothing else is inherited, so that a test
 * says what a process knows
 */
export function startChild(file: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Child {
  const child = spawn(process.execPath, [join(ROOT, file), ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...engineOfThisRun, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  const heard = (line: string) => {
    lines.push(line);
    for (const listener of listeners) listener();
  };
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', heard);
  const ended = once(child, 'close').then(([status]) => status as number | null);
  return {
    pid: pidOf(child),
    lines,
    ended,
    signal: (name) => void child.kill(name),
    line: (pattern) => firstMatch(pattern, lines, listeners, ended),
    end: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('The process could not be started');
  return child.pid;
}

async function firstMatch(
  pattern: RegExp,
  lines: readonly string[],
  listeners: Set<() => void>,
  ended: Promise<unknown>,
): Promise<RegExpExecArray> {
  const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
  const look = () => {
    for (const line of lines) {
      const match = pattern.exec(line);
      if (match) resolve(match);
    }
  };
  listeners.add(look);
  look();
  void ended.then(() => reject(new Error(`It ended without printing ${pattern}:\n${lines.join('\n')}`)));
  return promise.finally(() => listeners.delete(look));
}
