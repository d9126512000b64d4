import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { startChild } from '../kit/child.ts';
import type { ArmCommand } from './arm-command.ts';
import type { StoppedLine } from './history.ts';
import { monotonic } from './monotonic.ts';

/** A clearance process that a test kills and stops. */
export interface Serving {
  readonly name: string;
  readonly pid: number;
  readonly url: string;
  /** Everything it printed. */
  readonly lines: readonly string[];
  /** The next submission that comes to the step kills or stops the process there. */
  readonly arm: (command: ArmCommand) => Promise<void>;
  /** Stops it wherever it is. */
  readonly stop: () => void;
  /** Resolves when it stands still, e.g. after `arm`; rejects after so many milliseconds, 10 s unless told. */
  readonly stopped: (ms?: number) => Promise<void>;
  readonly goOn: () => void;
  /** `kill -9`. */
  readonly kill: () => Promise<void>;
  /** Resolves when it has ended, e.g. after `arm`. */
  readonly ended: Promise<unknown>;
}

/**
 * Starts the clearance subgraph with the hook for faults.
 *
 * @param record is told when it stood still or was killed, since that excuses late answers
 */
export async function startServing(
  name: string,
  env: NodeJS.ProcessEnv,
  record: (line: StoppedLine) => void,
): Promise<Serving> {
  const child = startChild('test/faults/clearance-process.ts', [], { ...env, PORT: '0' });
  const [[, control = ''], [, url = '']] = await Promise.all([
    child.line(/^controlled at (\S+)/),
    child.line(/ listens on (\S+)/),
  ]);
  let from: number | null = null;
  void child.ended.then(() =>
    record({ kind: 'stopped', process: name, from: from ?? monotonic(), to: null }),
  );
  return {
    name,
    pid: child.pid,
    url: `${url}/graphql`,
    lines: child.lines,
    arm: async (command) => void (await fetch(control, { method: 'POST', body: JSON.stringify(command) })),
    stop: () => {
      from = monotonic();
      child.signal('SIGSTOP');
    },
    stopped: async (ms = 10_000) => {
      await untilStandsStill(child.pid, ms);
      from ??= monotonic();
    },
    goOn: () => {
      if (from !== null) record({ kind: 'stopped', process: name, from, to: monotonic() });
      from = null;
      child.signal('SIGCONT');
    },
    kill: () => child.end(),
    ended: child.ended,
  };
}

async function untilStandsStill(pid: number, ms: number): Promise<void> {
  const end = monotonic() + ms;
  while (!/^\d+ \(.*\) T/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) {
    if (monotonic() > end) throw new Error(`After ${ms} ms the process still runs`);
    await wait(2);
  }
}
