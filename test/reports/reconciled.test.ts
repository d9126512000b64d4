import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startReporting } from '../../subgraphs/clearance/reports/feed/start-reporting.ts';
import { createLiveModel } from '../../subgraphs/clearance/reports/figures/live-model.ts';
import { requestSweeps } from '../../subgraphs/clearance/reports/sweep/sweeps.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { createServiceSigner } from '../../wire/identity/service-token.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';
import { type ServedGraph, serveGraph } from '../kit/served-graph.ts';
import { testServiceKeys } from '../kit/service-tokens.ts';
import { compareWithDepartments, countedByDepartments } from './kit/recount.ts';
import { eventually, quick } from './kit/report-graph.ts';
import { type Mishap, serveUnreliably, type UnreliableEvents } from './kit/unreliable-events.ts';

const departments = ['library', 'archives', 'apartment', 'finance'] as const;
const profile = loadProfile('current', 'guide-text');
const students = ['TS2020S1', 'TS2020S2', 'TS2020S3', 'TS2020F4', 'TS2020F6', 'TS2020F10', 'TS2020F11'];
const mishaps: readonly Mishap[] = ['none', 'lost', 'twice', 'backwards', 'late', 'reset', 'cut'];

type Step =
  | {
      readonly kind: 'thesis';
      readonly department: 'library' | 'archives';
      readonly student: string;
      readonly label: string;
    }
  | { readonly kind: 'charge'; readonly student: string; readonly reference: string }
  | { readonly kind: 'roster'; readonly student: string; readonly college: string | null }
  | { readonly kind: 'mishap'; readonly department: (typeof departments)[number]; readonly mishap: Mishap }
  | { readonly kind: 'restart' }
  | { readonly kind: 'forget' | 'ahead'; readonly student: string };

const student = fc.constantFrom(...students);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('thesis'),
      department: fc.constantFrom('library', 'archives'),
      student,
      label: fc.constantFrom('记录审核通过', '未审核', '已审核', '已提交'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('charge'), student, reference: fc.uuid() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('roster'),
      student,
      college: fc.constantFrom('C01', 'C02', null),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('mishap'),
      department: fc.constantFrom(...departments),
      mishap: fc.constantFrom(...mishaps),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('forget', 'ahead'), student }) },
) as fc.Arbitrary<Step>;

describe.each(databaseKinds)('the read model, on $kind', ({ open }) => {
  let opened: TestDatabase;
  let graph: ServedGraph;
  let paths: Record<string, UnreliableEvents>;
  let reporting: { stop: () => Promise<void> };

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
      case 'thesis':
        return graph.change(
          one.department,
          `record${one.department === 'library' ? 'Library' : 'Archives'}Thesis(input: { studentId: "${one.student}", label: "${one.label}" })`,
        );
      case 'charge':
        return graph.change(
          'finance',
          `recordCharge(input: { studentId: "${one.student}", academicYear: 2019, chargeItemName: "取暖费", amountFen: 1, reference: "${one.reference}" })`,
        );
      case 'roster':
        await sql`
          update registry.student set college_code = coalesce(${one.college}, college_code),
            class_year = case when ${one.college}::text is null then null else 2020 end
          where student_id = ${one.student}`.execute(graph.db);
        return;
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
      default:
        await reporting.stop();
        reporting = await start();
    }
  }

  test('is what the departments say after a reconciliation, whatever became of their events', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        for (const one of steps) await take(one);
        for (const path of Object.values(paths)) path.suffer('none');
        await reconcile();
        expect(await compareWithDepartments(graph, departments)).toEqual([]);
        const model = await createLiveModel(graph.db, profile.classes)();
        expect(countedByDepartments(model, departments)).toEqual(await recountOf());
        expect(await reconcile()).toBe(0);
      }),
      { numRuns: 8, seed: 2020 },
    );
  });

  /** Students of the class by what each department's own table says. */
  async function recountOf(): Promise<Record<string, Record<string, number>>> {
    const counted = await Promise.all(
      departments.map(async (code) => {
        const { rows } = await sql<{ outcome: string; count: number }>`
          select coalesce(v.outcome, 'UNKNOWN') as outcome, count(*) as count
          from registry.student s left join ${sql.table(`${code}.student_verdict`)} v using (student_id)
          where s.class_year is not null group by 1 order by 1`.execute(graph.db);
        return [code, Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]))];
      }),
    );
    return Object.fromEntries(counted);
  }
});
