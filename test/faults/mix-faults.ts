import { setTimeout as wait } from 'node:timers/promises';
import type { Random, Weighted } from '../../data/synthetic/random.ts';
import { submitSteps } from '../../subgraphs/clearance/submission/steps.ts';
import type { MessageLoss, TcpProxy } from '../kit/tcp-proxy.ts';
import { type DepartmentCode, departmentCodes } from './departments.ts';
import type { Serving } from './serving.ts';
import type { World } from './world.ts';

/** What the faults of a mix work on. */
export interface MixGround {
  readonly world: World;
  readonly random: Random;
  /** The serving processes; who is killed is replaced by a new one in the same place. */
  readonly serving: Serving[];
  /** Departments that are at fault now, which cannot be commanded. */
  readonly away: Set<DepartmentCode>;
  /** Gives a department that was restarted its churn again. */
  readonly churn: (code: DepartmentCode) => Promise<void>;
}

/** One fault: does harm, lasts, and mends it. */
export interface MixFault {
  readonly name: string;
  /** Faults of one kind never overlap. */
  readonly on: 'process' | 'department' | 'redis' | 'postgres' | 'clock';
  readonly run: (ground: MixGround) => Promise<void>;
}

const COMMIT = /Q[\s\S]{4}commit;?\0/i;
const losses: readonly MessageLoss[] = [
  'answer-silently',
  'answer-by-reset',
  'message-by-reset',
  'message-silently',
];

const fault = (on: MixFault['on'], name: string, run: MixFault['run']): MixFault => ({ on, name, run });

/** Every fault that a mix draws from, by weight. */
export const mixFaults: readonly Weighted<MixFault>[] = [
  [
    2,
    fault('process', 'process killed', (ground) =>
      replace(ground, ground.random.int(0, 2), (one) => one.kill()),
    ),
  ],
  [4, fault('process', 'process killed at a step', killAtStep)],
  [2, fault('process', 'process stopped', stopAnywhere)],
  [4, fault('process', 'process stopped at a step', stopAtStep)],
  [2, fault('department', 'department killed', killDepartment)],
  [2, fault('department', 'department stopped', stopDepartment)],
  [1, fault('redis', 'redis stopped', stopRedis)],
  [2, fault('redis', 'redis flushed', async ({ world }) => void (await world.redis.cli('flushall')))],
  [1, fault('redis', 'redis out of memory', starveRedis)],
  [1, fault('redis', 'redis connections', (ground) => breakLine(ground, ground.world.redisProxy))],
  [2, fault('postgres', 'postgres connections', (ground) => breakLine(ground, ground.world.postgresProxy))],
  [4, fault('postgres', 'commit lost', loseCommit)],
  [2, fault('postgres', 'backends terminated', terminate)],
  [1, fault('postgres', 'postgres restarted', restart)],
  [1, fault('clock', 'clock shifted', shiftClock)],
];

async function replace(
  { world, serving }: MixGround,
  place: number,
  end: (one: Serving) => Promise<unknown>,
) {
  await end(serving[place] as Serving);
  serving[place] = await insist(() => world.serve());
}

/** Kills it at once where it does not come to the step in time. */
async function killAtStep(ground: MixGround): Promise<void> {
  const step = ground.random.pick(submitSteps);
  await replace(ground, ground.random.int(0, 2), async (one) => {
    await one.arm({ step, signal: 'SIGKILL' });
    await Promise.race([one.ended, wait(3_000)]);
    await one.kill();
  });
}

async function stopAnywhere({ random, serving }: MixGround): Promise<void> {
  const one = random.pick(serving);
  one.stop();
  await wait(random.int(200, 3_000));
  one.goOn();
}

async function stopAtStep(ground: MixGround): Promise<void> {
  const { random, serving } = ground;
  const place = random.int(0, serving.length - 1);
  const one = serving[place] as Serving;
  const ms = random.pick([500, 1_000, 3_000, 6_500]);
  await one.arm({ step: random.pick(submitSteps), signal: 'SIGSTOP' });
  try {
    await one.stopped(3_000);
    await wait(ms);
    one.goOn();
  } catch {
    // It might stop later, when nobody is there to let it go on.
    await replace(ground, place, () => one.kill());
  }
}

async function killDepartment({ world, random, away, churn }: MixGround): Promise<void> {
  const code = random.pick(departmentCodes);
  away.add(code);
  await world.departments[code].kill();
  await wait(random.int(0, 1_500));
  await world.departments[code].restart();
  away.delete(code);
  await churn(code);
}

async function stopDepartment({ world, random, away }: MixGround): Promise<void> {
  const code = random.pick(departmentCodes);
  away.add(code);
  world.departments[code].signal('SIGSTOP');
  await wait(random.int(200, 2_500));
  world.departments[code].signal('SIGCONT');
  away.delete(code);
}

async function stopRedis({ world, random }: MixGround): Promise<void> {
  world.redis.signal('SIGSTOP');
  await wait(random.int(100, 3_000));
  world.redis.signal('SIGCONT');
}

async function starveRedis({ world, random }: MixGround): Promise<void> {
  await world.redis.cli('config', 'set', 'maxmemory', '1');
  await wait(random.int(500, 2_000));
  await world.redis.cli('config', 'set', 'maxmemory', '0');
}

async function breakLine({ random }: MixGround, proxy: TcpProxy): Promise<void> {
  proxy.set(random.pick([{ kind: 'reset' }, { kind: 'half-open' }, { kind: 'delay', ms: 20 }] as const));
  await wait(random.int(50, 1_000));
  proxy.set({ kind: 'pass' });
}

async function loseCommit({ world, random }: MixGround): Promise<void> {
  await world.postgresProxy.lose(COMMIT, random.pick(losses), 2_000);
}

async function terminate({ world }: MixGround): Promise<void> {
  await insist(() =>
    world.sql(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`),
  );
}

async function restart({ world, random }: MixGround): Promise<void> {
  await world.postgres.restart(random.pick(['fast', 'immediate']));
}

async function shiftClock({ world, random }: MixGround): Promise<void> {
  const shifted = (interval: string) =>
    world.sql(`create or replace function clearance.clearance_now() returns timestamptz language sql volatile
      as $$select clock_timestamp() + interval '${interval}'$$`);
  // By more than a call lasts: a smaller step back would make old reads look young, which no check could know.
  const interval = random.pick(['10 s', '1 h', '-1 h']);
  await insist(() => shifted(interval));
  await wait(random.int(500, 3_000));
  await insist(() => shifted('0 s'));
}

/** Does it again for up to 20 s: PostgreSQL may be restarting, or have ended this very connection, just now. */
async function insist<Value>(attempt: () => Promise<Value>): Promise<Value> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await wait(200);
    }
  }
}
