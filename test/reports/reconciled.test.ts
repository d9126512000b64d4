import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startReporting } from '../../subgraphs/clearance/reports/feed/start-reporting.ts';
import { createLiveModel } from '../../subgraphs/clearance/reports/figures/live-model.ts';
import { readPosition } from '../../subgraphs/clearance/reports/model/sources.ts';
import { requestSweeps } from '../../subgraphs/clearance/reports/sweep/sweeps.ts';
import { newestCursor } from '../../subgraphs/kit/events/read-outbox.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { formatCursor } from '../../wire/events/cursor.ts';
import { createServiceSigner } from '../../wire/identity/service-token.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';
import { type ServedGraph, serveGraph } from '../kit/served-graph.ts';
import { testServiceKeys } from '../kit/service-tokens.ts';
import { anyStudent, type Change, change, make } from './kit/random-changes.ts';
import { compareWithDepartments } from './kit/recount.ts';
import { countedByReports, recountByHand } from './kit/recount-report.ts';
import { eventually, quick } from './kit/report-graph.ts';
import { type Mishap, serveUnreliably, type UnreliableEvents } from './kit/unreliable-events.ts';

const departments = ['library', 'archives', 'apartment', 'finance'] as const;
const profile = loadProfile('current', 'guide-text');
const mishaps: readonly Mishap[] = ['none', 'lost', 'twice', 'backwards', 'late', 'reset', 'cut'];

const kinds = [
  'charge',
  'check-out',
  'hand-over',
  'payment',
  'reopening',
  'residency',
  'roster',
  'submission',
  'thesis',
];

type Step =
  | Change
  | { readonly kind: 'mishap'; readonly department: (typeof departments)[number]; readonly mishap: Mishap }
  | { readonly kind: 'restart' }
  | { readonly kind: 'forget' | 'ahead'; readonly student: string };

/** So that each kind of change really happens once, whatever chance brings. */
const everyKind: Step[] = [
  { kind: 'submission', student: 'TS2020S1' },
  { kind: 'hand-over', student: 'TS2020S1' },
  { kind: 'submission', student: 'TS2020S2' },
  { kind: 'reopening', student: 'TS2020S2' },
  { kind: 'submission', student: 'TS2020S2' },
  { kind: 'check-out', student: 'TS2020F4' },
  { kind: 'residency', student: 'TS2020F9C', residency: 'NON_RESIDENT' },
  { kind: 'charge', student: 'TS2020S3' },
  { kind: 'payment', student: 'TS2020F10' },
  { kind: 'thesis', department: 'library', student: 'TS2020F4', label: '记录审核通过' },
  { kind: 'roster', student: 'TS2020F11', college: 'C01' },
];

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 15, arbitrary: change },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('mishap'),
      department: fc.constantFrom(...departments),
      mishap: fc.constantFrom(...mishaps),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('forget', 'ahead'), student: anyStudent }) },
) as fc.Arbitrary<Step>;

describe.each(databaseKinds)('the read model, on $kind', ({ open }) => {
  let opened: TestDatabase;
  let graph: ServedGraph;
  let paths: Record<string, UnreliableEvents>;
  let reporting: { stop: () => Promise<void> };
  const done = new Map<string, number>();

  beforeAll(async () => {
    opened = await open();
    graph = await serveGraph(opened);
    const served = await Promise.all(
      departments.map(async (code) => [
        code,
        await serveUnreliably(graph.url(code), opened.database.forSchema(code), code),
      ]),
    );
    paths = Object.fromEntries(served);
    reporting = await start();
  });
  afterAll(async () => {
    await reporting.stop();
    for (const path of Object.values(paths)) await path.close();
    await graph.close();
  });

  async function start() {
    return startReporting({
      db: graph.db,
      profile,
      settings: quick,
      model: createLiveModel(graph.db, profile.classes),
      addressOf: (name) => {
        const url = paths[name]?.url ?? graph.url(name as 'registry');
        return { url: `${url}/graphql`, perSecond: null };
      },
      token: createServiceSigner(await testServiceKeys(), 'clearance', () => new Date()),
      elapsed: () => performance.now(),
      now: () => new Date(),
      onTrouble: () => {},
    });
  }

  async function reconcile(): Promise<number> {
    const sources = ['registry', ...departments];
    // One that is under way began before.
    const isIdle = async () =>
      (await graph.db.selectFrom('report_sweep').select('id').where('finished_at', 'is', null).execute())
        .length === 0;
    await eventually(isIdle);
    const ids = await requestSweeps(graph.db, 'RECONCILE', sources);
    await eventually(isIdle);
    const rows = await graph.db
      .selectFrom('report_sweep')
      .select('rows_changed')
      .where('id', 'in', ids)
      .execute();
    return rows.reduce((sum, row) => sum + row.rows_changed, 0);
  }

  async function take(one: Step): Promise<void> {
    switch (one.kind) {
      case 'mishap':
        paths[one.department]?.suffer(one.mishap);
        return;
      case 'forget':
        // A copy that got lost, as by a restored backup.
        await sql`delete from clearance.report_verdict where student_id = ${one.student}`.execute(graph.db);
        return;
      case 'ahead':
        // A department that went back to a backup: what was copied is newer than what it says.
        await sql`update clearance.report_verdict set n = n + 1000, outcome = 'UNKNOWN' where student_id = ${one.student}`.execute(
          graph.db,
        );
        return;
      case 'restart':
        await reporting.stop();
        reporting = await start();
        return;
      default:
        if (await make(graph, one)) done.set(one.kind, (done.get(one.kind) ?? 0) + 1);
    }
  }

  /** Until what became of submissions is taken in: it comes by our own outbox, which nothing is lost from. */
  const ownEventsAreRead = async () =>
    (await readPosition(graph.db, 'clearance')) === formatCursor(await newestCursor(graph.db, 'clearance'));

  test('is what the departments say after a reconciliation, whatever became of their events', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        for (const one of steps) await take(one);
        for (const path of Object.values(paths)) path.suffer('none');
        await reconcile();
        expect(await compareWithDepartments(graph, departments)).toEqual([]);
        await eventually(ownEventsAreRead);
        const model = await createLiveModel(graph.db, profile.classes)();
        expect(countedByReports(model, departments)).toEqual(await recountByHand(graph, departments));
        expect(await reconcile()).toBe(0);
      }),
      { numRuns: 8, seed: 2020, examples: [[everyKind]] },
    );
    // Of each kind of change something really happened.
    expect([...done.keys()].sort()).toEqual(kinds);
  });
});
