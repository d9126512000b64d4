import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runReports } from '../../start/reports/run-reports.ts';
import { startReporting } from '../../subgraphs/clearance/reports/feed/start-reporting.ts';
import { createLiveModel } from '../../subgraphs/clearance/reports/figures/live-model.ts';
import { recordHour } from '../../subgraphs/clearance/reports/hours/record-hours.ts';
import { showReportModel } from '../../subgraphs/clearance/reports/observe-reports.ts';
import type { ReportSettings } from '../../subgraphs/clearance/reports/report-ports.ts';
import { createReportSweeps } from '../../subgraphs/clearance/reports/sweep/report-sweeps.ts';
import { stepSweep } from '../../subgraphs/clearance/reports/sweep/sweeps.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { createServiceSigner } from '../../wire/identity/service-token.ts';
import { databaseKinds } from '../kit/databases.ts';
import { type ServedGraph, serveGraph } from '../kit/served-graph.ts';
import { testServiceKeys } from '../kit/service-tokens.ts';
import { compareWithDepartments } from './kit/recount.ts';
import { eventually, quick } from './kit/report-graph.ts';
import { withoutEvents } from './kit/without-events.ts';

const profile = loadProfile('current', 'guide-text');
const departments = ['library', 'archives', 'apartment', 'finance'] as const;

describe.each(databaseKinds)('sweeps of the read model, on $kind', ({ open }) => {
  let graph: ServedGraph;
  let archives: Awaited<ReturnType<typeof withoutEvents>>;
  let reporting: { stop: () => Promise<void> };
  const troubles: string[] = [];
  beforeAll(async () => {
    graph = await serveGraph(await open());
    archives = await withoutEvents(graph.url('archives'));
    reporting = await start();
    await eventually(async () => (await compareWithDepartments(graph, departments)).length === 0);
  });
  afterAll(async () => {
    await reporting.stop();
    await archives.close();
    await graph.close();
  });

  async function start(settings: ReportSettings = { ...quick, pollMs: 300 }) {
    return startReporting({
      db: graph.db,
      profile,
      settings,
      model: createLiveModel(graph.db, profile.classes),
      addressOf: (name) => {
        const url = name === 'archives' ? archives.url : graph.url(name as 'registry');
        return { url: `${url}/graphql`, perSecond: null };
      },
      token: createServiceSigner(await testServiceKeys(), 'clearance', () => new Date()),
      elapsed: () => performance.now(),
      now: () => new Date(),
      onTrouble: ({ name }) => void troubles.push(name),
    });
  }
  const restart = async (settings?: ReportSettings) => {
    await reporting.stop();
    reporting = await start(settings);
  };
  const wayOf = async (source: string) =>
    (await graph.db.selectFrom('report_source').select('way').where('source', '=', source).execute())[0]?.way;

  test('a department without events is polled', async () => {
    expect(await wayOf('archives')).toBe('POLLED');
    await graph.change('archives', 'recordArchivesThesis(input: { studentId: "TS2020S3", label: "" })');
    await eventually(async () => (await compareWithDepartments(graph, departments)).length === 0);
  });

  test('a student who is new on the roster is read at every department', async () => {
    await sql`insert into registry.student
      select 'TS2020NEW', name, gender, grade, college, college_code, major, enrollment_date, leave_type, study_level, class_year
      from registry.student where student_id = 'TS2020S1'`.execute(graph.db);
    await eventually(async () => (await compareWithDepartments(graph, departments)).length === 0);
    const rows = await graph.db
      .selectFrom('report_verdict')
      .selectAll()
      .where('student_id', '=', 'TS2020NEW')
      .execute();
    expect(rows).toHaveLength(4);
  });

  test('a reconciliation counts and tells what was off, and a second one finds nothing', async () => {
    const sweeps = createReportSweeps(graph.db, profile);
    await sql`update clearance.report_verdict set outcome = 'UNKNOWN', n = 0
      where department = 'finance' and student_id in ('TS2020S1', 'TS2020S2')`.execute(graph.db);
    const said: string[] = [];
    const listener = { line: (text: string) => void said.push(text), progress: () => {} };
    const times = { lookMs: 20, idleMs: 10_000 };
    expect(await runReports(sweeps, { kind: 'reconcile', sources: ['finance'] }, listener, times)).toBe(0);
    expect(said.join()).toContain('更正 2 行');
    await eventually(async () => troubles.some((name) => name.startsWith('ReportDrift finance 2/')));
    await runReports(sweeps, { kind: 'reconcile', sources: ['finance'] }, listener, times);
    const sourceOf = async () =>
      (await graph.db.selectFrom('report_source').selectAll().where('source', '=', 'finance').execute())[0];
    await eventually(async () => (await sourceOf())?.drift === 0);
    expect((await sourceOf())?.reconciled_at).toBeInstanceOf(Date);
  });

  test('a reconciliation that could not read a row says so everywhere, and is none', async () => {
    const sourceOf = async () =>
      (await graph.db.selectFrom('report_source').selectAll().where('source', '=', 'archives').execute())[0];
    const before = (await sourceOf())?.reconciled_at;
    const said: string[] = [];
    const listener = { line: (text: string) => void said.push(text), progress: () => {} };
    archives.tellAll(false);
    const ordered = { kind: 'reconcile', sources: ['archives'] } as const;
    const times = { lookMs: 20, idleMs: 10_000 };
    expect(await runReports(createReportSweeps(graph.db, profile), ordered, listener, times)).toBe(3);
    expect(said.join()).toContain('未能读取 1 行');
    await eventually(async () => troubles.some((name) => name.startsWith('ReportUnread archives 1/')));
    const gauges = new Map<string, () => unknown>();
    showReportModel(graph.db, { gauge: ({ name, read }) => void gauges.set(name, read) });
    expect(await gauges.get('clearance_report_unread')?.()).toBe(1);
    expect((await sourceOf())?.reconciled_at).toEqual(before);
    archives.tellAll(true);
    expect(await runReports(createReportSweeps(graph.db, profile), ordered, listener, times)).toBe(0);
    await eventually(
      async () => ((await sourceOf())?.reconciled_at?.getTime() ?? 0) > (before?.getTime() ?? 0),
    );
    expect(await gauges.get('clearance_report_unread')?.()).toBe(0);
  });

  test('a rebuild goes on where it stopped, keeps since when things are so, and leaves the hours alone', async () => {
    const now = () => new Date();
    const model = createLiveModel(graph.db, profile.classes);
    expect(await recordHour({ db: graph.db, model, now })).toBe(true);
    const hours = await graph.db.selectFrom('report_hour').selectAll().execute();
    const sinceOf = async () =>
      await graph.db
        .selectFrom('report_verdict')
        .select(['student_id', 'since'])
        .where('department', '=', 'finance')
        .orderBy('student_id')
        .execute();
    const since = await sinceOf();
    archives.answer(false);
    const sweeps = createReportSweeps(graph.db, profile);
    const ids = await sweeps.request('REBUILD', []);
    const openOnes = async () => (await sweeps.progress(ids)).filter(({ finishedAt }) => finishedAt === null);
    await eventually(
      async () => (await openOnes()).map(({ source }) => source).join() === 'archives',
      40_000,
    ).finally(() => archives.answer(true));
    expect(await recordHour({ db: graph.db, model, now })).toBe(false);
    await restart();
    await eventually(async () => (await openOnes()).length === 0, 40_000);
    expect(await sinceOf()).toEqual(since);
    expect(await graph.db.selectFrom('report_hour').selectAll().execute()).toEqual(hours);
  });

  test('a source is asked no more often than is configured', async () => {
    await restart({ ...quick, perSecond: 4, pollMs: 100 });
    const began = archives.asked.length;
    await eventually(async () => archives.asked.length >= began + 9, 20_000);
    const times = archives.asked.slice(began);
    for (let index = 5; index < times.length; index += 1) {
      // Of any six in a row the last is more than a second after the first.
      expect((times[index] ?? 0) - (times[index - 5] ?? 0)).toBeGreaterThan(1_000);
    }
  });

  test('an order for more begins anew what is under way for less, and one for less waits for what does more', async () => {
    await reporting.stop();
    const sweepOf = () =>
      graph.db
        .selectFrom('report_sweep')
        .select(['kind', 'cursor', 'rows_read', 'rows_changed'])
        .where('finished_at', 'is', null)
        .where('source', '=', 'library')
        .execute();
    const half = { cursor: 'TS2020S5', rows_read: 500, rows_changed: 7 };
    const fresh = { cursor: '', rows_read: 0, rows_changed: 0 };
    const sweeps = createReportSweeps(graph.db, profile);
    const under = async (kind: 'POLL' | 'RECONCILE' | 'REBUILD') => {
      await sweeps.request(kind, ['library']);
      await graph.db
        .updateTable('report_sweep')
        .set({ ...half, kind })
        .where('finished_at', 'is', null)
        .where('source', '=', 'library')
        .execute();
    };
    await under('POLL');
    await sweeps.request('RECONCILE', ['library']);
    expect(await sweepOf()).toEqual([{ kind: 'RECONCILE', ...fresh }]);
    await under('REBUILD');
    for (const kind of ['POLL', 'RECONCILE', 'REBUILD'] as const) await sweeps.request(kind, ['library']);
    expect(await sweepOf()).toEqual([{ kind: 'REBUILD', ...half }]);
    await under('RECONCILE');
    // A page that was read for a poll belongs to none that was begun anew, not even its first.
    const poll = { id: 0, source: 'library', kind: 'POLL', cursor: half.cursor } as const;
    const [{ id = 0 } = {}] = await graph.db
      .selectFrom('report_sweep')
      .select('id')
      .where('finished_at', 'is', null)
      .where('source', '=', 'library')
      .execute();
    const step = { cursor: null, read: 1, unread: 0, changed: 0 };
    expect(await stepSweep(graph.db, { ...poll, id }, step)).toBe(false);
    reporting = await start();
    await eventually(async () => (await sweepOf()).length === 0);
  });

  test('an order that nobody works on is kept, and says so', async () => {
    await reporting.stop();
    const said: string[] = [];
    const listener = { line: (text: string) => void said.push(text), progress: () => {} };
    const sweeps = createReportSweeps(graph.db, profile);
    const times = { lookMs: 10, idleMs: 100 };
    expect(await runReports(sweeps, { kind: 'rebuild', sources: [] }, listener, times)).toBe(1);
    expect(said.join()).toContain('没有进展');
    expect(await runReports(sweeps, { kind: 'rebuild', sources: ['nobody'] }, listener, times)).toBe(2);
    reporting = await start();
    await eventually(async () => (await compareWithDepartments(graph, departments)).length === 0);
  });
});
