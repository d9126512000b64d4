import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { authorizationFor } from '../../test/kit/service-tokens.ts';
import { ask } from './ask.ts';
import { changeFinance } from './finance-changes.ts';
import type { LoadOrder, Preparation, ShapeOrder, ShapeResult } from './load-messages.ts';
import { type ReadParts, runReads } from './reads.ts';
import { runStorm } from './submit-storm.ts';
import { signTokens } from './tokens.ts';
import { createTruth } from './truth.ts';

// The load as a process of its own, so that its CPU is not the gateway's; takes orders and answers each over IPC.

/** Browsers have a connection each; more of them than the gateway lets in. */
const GATEWAY = { connections: 3_000, pipelining: 1, headersTimeout: 15_000, bodyTimeout: 15_000 };
const SETTLE_MS = 12_000;
/** Of the shape's time, so that the last who submit still meet reads. */
const STORM_SHARE = 0.6;

const prepared = Promise.withResolvers<Awaited<ReturnType<typeof prepare>>>();

process.on('message', (order: LoadOrder) => {
  void answer(order).then((result) => process.send?.(result ?? {}));
});

async function answer(order: LoadOrder): Promise<unknown> {
  switch (order.kind) {
    case 'prepare':
      return prepared.resolve(await prepare(order));
    case 'shape':
      return (await prepared.promise).run(order);
    case 'settle':
      return (await prepared.promise).settle();
    case 'end':
      return (await prepared.promise).end();
    default:
      return order satisfies never;
  }
}

async function prepare({ url, financeUrl, dataDir, students, watched }: Preparation) {
  const gateway = new Pool(url, GATEWAY);
  const office = new Pool(financeUrl, { connections: 8 });
  const ids = students.map(({ studentId }) => studentId);
  const authorize = await signTokens(dataDir, [...ids]);
  const truth = createTruth(students);
  const isWatched = new Set(watched);
  const others = ids.filter((id) => !isWatched.has(id));
  let place = 0;
  const next = () => others[place++ % others.length] ?? '';
  const parts: ReadParts = { gateway, authorize, truth, next, watched };
  const staff = { kind: 'person', sub: 'staff', role: 'staff:finance' } as const;
  const keyFile = join(dataDir, 'keys', 'service.json');
  const asStaff = () => authorizationFor('finance', staff, keyFile);
  const changes = changeFinance(office, asStaff, watched, truth);

  async function run({ shape, seconds, submitters }: ShapeOrder): Promise<ShapeResult> {
    const began = performance.now();
    const before = changes.count();
    const spreadMs = seconds * 1_000 * STORM_SHARE;
    const [reads, storm] = await Promise.all([
      runReads(shape, seconds, parts),
      submitters.length > 0 ? runStorm(submitters, { gateway, authorize, truth, spreadMs }) : null,
    ]);
    const wallSeconds = (performance.now() - began) / 1_000;
    return {
      ...reads.result(),
      storm,
      dueSeconds: seconds,
      wallSeconds,
      financeChanges: changes.count() - before,
    };
  }

  /** Also warms the gateway up: by those who come last, so that the first find nothing remembered. */
  async function settle(): Promise<void> {
    const deadline = performance.now() + SETTLE_MS;
    for (let whole = 0, last = others.length; whole < 20 && performance.now() < deadline; ) {
      last -= 1;
      const answers = await Promise.all(
        (['ClearancePage', 'Clearance'] as const).map((one) =>
          ask(gateway, one, authorize(others[last] ?? '')),
        ),
      );
      if (answers.every((one) => one.kind === 'student' && one.isWhole)) whole += 1;
      else await wait(200);
    }
  }

  async function end(): Promise<void> {
    await changes.stop();
    await Promise.all([gateway.close(), office.close()]);
  }

  return { run, settle, end };
}
