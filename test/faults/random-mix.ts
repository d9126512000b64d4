import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '../../data/synthetic/random.ts';
import { departmentCodes } from './departments.ts';
import { type MixFault, type MixGround, mixFaults } from './mix-faults.ts';
import { monotonic } from './monotonic.ts';
import type { Serving } from './serving.ts';
import { keyOf, untilSubmitted } from './storm.ts';
import { startWorld, type World } from './world.ts';

/** What a mix is. */
export interface MixOptions {
  readonly seconds: number;
  /** What happens follows from it; when it happens does not, to the millisecond. */
  readonly seed: number;
  /** Where the history is written; absent: only where something is broken, to a file that is named. */
  readonly historyFile?: string;
}

/** What came of a mix. */
export interface MixReport {
  readonly calls: number;
  readonly students: number;
  /** How often each fault was done. */
  readonly faults: Readonly<Record<string, number>>;
  /** Violations, and where the history is; empty: none. */
  readonly broken: readonly unknown[];
}

const CLIENTS = 12;
/** Students who submit at a time; every 2 s the next ones follow. */
const CLASS = 16;
const TURN_MS = 2_000;

/** Runs students, flipping departments and faults of every kind at once, mends everything, and checks the history. */
export async function runMix({ seconds, seed, historyFile }: MixOptions): Promise<MixReport> {
  const remark = `random mix, seed ${seed}, ${seconds} s`;
  const world = await startWorld({ remark, ...(historyFile !== undefined && { historyFile }) });
  try {
    const serving = await Promise.all([world.serve(), world.serve(), world.serve()]);
    const students = await world.enrol(CLASS * Math.ceil((seconds * 1_000) / TURN_MS));
    const mix = createMix(world, serving, students, seed, monotonic() + seconds * 1_000);
    for (const code of ['apartment', 'finance'] as const)
      await world.departments[code].command({ do: 'latency', ms: 40 });
    const load = Array.from({ length: CLIENTS }, (_, client) => mix.beStudent(client));
    const [calls] = await Promise.all([Promise.all(load), mix.doHarm()]);
    await mix.settle();
    return {
      calls: calls.reduce((sum, one) => sum + one, 0),
      students: students.length,
      faults: mix.done,
      broken: await world.check(),
    };
  } finally {
    await world.end();
  }
}

function createMix(world: World, serving: Serving[], students: readonly string[], seed: number, end: number) {
  const began = monotonic();
  const random = createRandom(seed, 'registry');
  const away: MixGround['away'] = new Set();
  const done: Record<string, number> = {};
  const active = () => {
    const turn = Math.floor((monotonic() - began) / TURN_MS);
    const from = Math.min(turn * CLASS, students.length - CLASS);
    return students.slice(from, from + CLASS);
  };
  const churn: MixGround['churn'] = (code) =>
    world.departments[code].command({
      do: 'churn',
      students: active(),
      seed: random.int(0, 1 << 30),
      everyMs: 5,
    });
  const ground: MixGround = { world, random, serving, away, churn };

  /** Calls again and again as somebody of the class, under one of three keys, anywhere. */
  const beStudent = async (client: number): Promise<number> => {
    const own = createRandom(seed + client, 'library');
    let calls = 0;
    for (; monotonic() < end; calls++) {
      const student = own.pick(active());
      const named = own.chance(0.02);
      await world.submit(own.pick(serving), { student, key: keyOf(student, own.int(1, 3)), named });
      await wait(own.int(0, 100));
    }
    return calls;
  };
  const doHarm = async (): Promise<void> => {
    const under = new Map<MixFault['on'], Promise<void>>();
    const failed: unknown[] = [];
    while (monotonic() < end) {
      for (const code of departmentCodes) if (!away.has(code)) await churn(code).catch(() => {});
      const fault = random.weighted(mixFaults);
      if (!under.has(fault.on)) {
        done[fault.name] = (done[fault.name] ?? 0) + 1;
        under.set(
          fault.on,
          // Kept for the end: nobody waits for it now.
          fault
            .run(ground)
            .catch((error: unknown) => void failed.push(error))
            .finally(() => under.delete(fault.on)),
        );
      }
      await wait(random.int(50, 600));
    }
    await Promise.all(under.values());
    if (failed.length > 0) throw new AggregateError(failed, 'A fault of the mix could not be done');
  };
  /** Everybody passes, and submits; under a key of its own, since the others may have been used for two things. */
  const settle = async (): Promise<void> => {
    for (const code of departmentCodes) {
      await world.departments[code].command({ do: 'calm' });
      await world.departments[code].command({ do: 'set', students, outcome: 'PASSED' });
    }
    const last = await world.serve();
    const left = [...students];
    const submitRest = async () => {
      for (let student = left.pop(); student !== undefined; student = left.pop())
        await untilSubmitted(world, last, { student, key: keyOf(student, 4) }, 20_000);
    };
    await Promise.all(Array.from({ length: CLIENTS }, submitRest));
  };
  return { beStudent, doHarm, settle, done };
}
