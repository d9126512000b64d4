import { parse } from 'csv-parse/sync';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createClearance } from '../../subgraphs/clearance/clearance.ts';
import type { ClearanceTables } from '../../subgraphs/clearance/database/tables.ts';
import { EXPORT_SETTINGS } from '../../subgraphs/clearance/exports/export-settings.ts';
import { removeExpired } from '../../subgraphs/clearance/exports/jobs/export-runs.ts';
import { databaseKinds } from '../kit/databases.ts';
import { anonymous, type SubgraphUnderTest, serveForTest, staffOf } from '../kit/served-subgraph.ts';
import { person } from '../record/kit/served-record.ts';
import { eventually } from '../reports/kit/report-graph.ts';
import { createExportClient, type ExportClient, ROWS, START } from './kit/export-client.ts';
import { fillModel, studentAt } from './kit/fill-model.ts';

const STUDENTS = 100;
const exports = { ...EXPORT_SETTINGS, pageRows: 7, mostRows: STUDENTS, perDay: 3 };

describe.each(databaseKinds)('exports, on $kind', ({ open }) => {
  let served: SubgraphUnderTest<ReturnType<typeof createClearance>>;
  let db: Kysely<ClearanceTables>;
  let client: ExportClient;
  let people = 0;
  /** Somebody who ordered nothing yet. */
  const registrar = () => person('registrar', `R-${++people}`);
  beforeAll(async () => {
    served = await serveForTest((dependencies) => createClearance(dependencies, { exports }), anonymous, {
      open,
    });
    db = served.db as unknown as Kysely<ClearanceTables>;
    await fillModel(db, STUDENTS);
    client = createExportClient(() => served.url);
  });
  afterAll(() => served.close());
  // A test that failed must leave nothing under way to the next.
  afterEach(() => db.deleteFrom('export_job').where('state', 'in', ['QUEUED', 'RUNNING']).execute());

  const audited = (action: string, actor: string) =>
    db.selectFrom('audit').selectAll().where('action', '=', action).where('actor', '=', actor).execute();

  test('a table holds the whole class once, in order, a column for each department’s field', async () => {
    const text = await client.file(registrar());
    expect(text).toMatch(
      /^\ufeff学号 \(studentId\),姓名 \(name\),图书馆结论 \(library\.outcome\),图书馆原因/,
    );
    expect(text.endsWith('\r\n')).toBe(true);
    const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
    expect(rows.map((row) => row['学号 (studentId)'])).toEqual(
      Array.from({ length: STUDENTS }, (_, index) => studentAt(index + 1)),
    );
    expect(rows[3]).toEqual({
      '学号 (studentId)': 'E000004',
      '姓名 (name)': '学生4',
      '图书馆结论 (library.outcome)': '未通过',
      // No reason that the schema knows.
      '图书馆原因 (library.reasons)': 'LIBRARY_OPEN',
      '档案馆结论 (archives.outcome)': '通过',
      '档案馆原因 (archives.reasons)': '',
      '总务部公寓与物业中心结论 (apartment.outcome)': '通过',
      '总务部公寓与物业中心原因 (apartment.reasons)': '',
      '财务处收费管理办公室结论 (finance.outcome)': '通过',
      '财务处收费管理办公室原因 (finance.reasons)': '',
    });
  });

  test('a table tells people in words and in Beijing time what JSON Lines tell programs as the graph does', async () => {
    const me = registrar();
    const id = studentAt(8);
    await sql`update clearance.report_student set submitted_at = '2020-06-15T17:02:59.999Z' where student_id = ${id}`.execute(
      db,
    );
    await sql`
      update clearance.report_verdict set outcome = 'NOT_PASSED', reasons = '{TUITION_OWED,IDENTITY_MISMATCH,NEW_ONE}',
        as_of = '2020-06-15T06:02:00Z', since = '2019-12-31T16:00:00Z'
      where student_id = ${id} and department = 'finance'`.execute(db);
    const document = `{ clearances { nodes { studentId classYear studyLevel leaveType outcome stage blockedBy submittedAt handedOverAt
      departments { outcome reasons asOf since version } } } }`;
    const rows: Record<string, string>[] = parse(await client.file(me, { document }), {
      bom: true,
      columns: true,
    });
    expect(rows[7]).toMatchObject({
      '学号 (studentId)': id,
      '届 (classYear)': '2020',
      '培养层次 (studyLevel)': '硕士',
      '离校类别 (leaveType)': '毕业离校',
      '总结论 (outcome)': '未通过',
      '办理阶段 (stage)': '已提交',
      '提交时间（北京时间） (submittedAt)': '2020-06-16 01:02',
      '领证时间（北京时间） (handedOverAt)': '',
      '财务处收费管理办公室结论 (finance.outcome)': '未通过',
      '财务处收费管理办公室原因 (finance.reasons)': '有欠费 · 学号不符 · NEW_ONE',
      '财务处收费管理办公室数据时间（北京时间） (finance.asOf)': '2020-06-15 14:02',
      '财务处收费管理办公室起始时间（北京时间） (finance.since)': '2020-01-01 00:00',
      '财务处收费管理办公室版本 (finance.version)': '1.1',
    });
    const lines = (await client.file(me, { document, format: 'JSONL' })).split('\n');
    const told = JSON.parse(lines[7] ?? '');
    expect(told).toMatchObject({
      studyLevel: 'MASTER',
      outcome: 'NOT_PASSED',
      stage: 'SUBMITTED',
      submittedAt: '2020-06-15T17:02:59.999Z',
    });
    expect(told.departments[3]).toEqual({
      outcome: 'NOT_PASSED',
      reasons: ['TUITION_OWED', 'IDENTITY_MISMATCH', 'NEW_ONE'],
      asOf: '2020-06-15T06:02:00.000Z',
      since: '2019-12-31T16:00:00.000Z',
      version: '1.1',
    });
  });

  test('JSON Lines hold what the query gives, a student a line, found by its filter and variables', async () => {
    const document = `query ($code: String!, $of: DepartmentCode!) {
      clearances(first: 2, filter: { collegeCodes: [$code], departments: [$of], outcomes: NOT_PASSED }) {
        nodes { number: studentId ...Departments } } }
      fragment Departments on ClearanceRow { departments { code outcome } }`;
    const variables = JSON.stringify({ code: 'C4', of: 'library' });
    const text = await client.file(registrar(), { document, variables, format: 'JSONL' });
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { number: string; departments: unknown[] });
    expect(rows).toHaveLength(STUDENTS / 20);
    expect(rows[0]).toEqual({
      number: 'E000004',
      departments: [
        { code: 'library', outcome: 'NOT_PASSED' },
        { code: 'archives', outcome: 'PASSED' },
        { code: 'apartment', outcome: 'PASSED' },
        { code: 'finance', outcome: 'PASSED' },
      ],
    });
  });

  test('staff get reasons of their own department only, and find students by those alone', async () => {
    const text = await client.file(staffOf('finance'));
    const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
    expect(rows).toHaveLength(STUDENTS);
    expect(text).not.toMatch(/LIBRARY_OPEN|ARCHIVES_OPEN|APARTMENT_OPEN/);
    expect(
      rows.filter((row) => row['财务处收费管理办公室原因 (finance.reasons)'] === 'FINANCE_OPEN'),
    ).toHaveLength(STUDENTS / 5);
    const document =
      '{ clearances(filter: { reasons: ["FINANCE_OPEN", "LIBRARY_OPEN"] }) { nodes { studentId } } }';
    const found = await client.file(staffOf('finance'), { document });
    expect(found.trimEnd().split('\r\n')).toHaveLength(1 + STUDENTS / 5);
  });

  test('a cell that a spreadsheet would run is defused; JSON is left as it is', async () => {
    const me = registrar();
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '"=a",b', '陈=静'];
    for (const [index, name] of names.entries())
      await db
        .updateTable('report_student')
        .set({ name })
        .where('student_id', '=', studentAt(index + 1))
        .execute();
    const document = '{ clearances { nodes { name } } }';
    const rows: string[][] = parse(await client.file(me, { document }), { bom: true });
    expect(rows.slice(1, 9).map(([name]) => name)).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@SUM(A1)",
      "'\tx",
      "'\rx",
      '"=a",b',
      '陈=静',
    ]);
    const lines = (await client.file(me, { document, format: 'JSONL' })).split('\n');
    expect(JSON.parse(lines[0] ?? '')).toEqual({ name: '=1+1' });
  });

  test('who ordered it sees how far it is, and downloads it; the audit log says who, what, and what for', async () => {
    const me = registrar();
    const document = '{ clearances(filter: { classYears: 2020, majors: "张三" }) { nodes { studentId } } }';
    const { export: empty } = await client.start(me, { document });
    await eventually(async () => (await client.find(me, empty?.id ?? ''))?.state === 'DONE');
    const { export: started } = await client.start(me);
    expect(started).toMatchObject({ state: 'QUEUED', rows: 0, totalRows: STUDENTS, downloadPath: null });
    const id = started?.id ?? '';
    await eventually(async () => (await client.find(me, id))?.state === 'DONE');
    const done = await client.find(me, id);
    expect(done).toMatchObject({ rows: STUDENTS, totalRows: STUDENTS, percent: 100, remainingSeconds: null });
    expect(done?.downloadPath).toBe(`/exports/${id}`);
    const response = await client.download(me, id);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${done?.fileName}"`);
    expect(Number(response.headers.get('content-length'))).toBe(done?.bytes);
    expect((await response.arrayBuffer()).byteLength).toBe(done?.bytes);
    expect((await client.list(me)).map((one) => one.id)).toEqual([id, empty?.id]);
    const [first] = await audited('export-started', (me as { sub: string }).sub);
    expect(first?.detail).toEqual({
      export: empty?.id,
      purpose: '核对领证名单',
      format: 'CSV',
      rows: 0,
      filter: '{"classYears":[2020],"majors":1}',
    });
    const [downloaded] = await audited('export-downloaded', (me as { sub: string }).sub);
    expect(downloaded?.detail).toMatchObject({ export: id, purpose: '核对领证名单', rows: STUDENTS });
  });

  test('nobody else has it: not a colleague, not the same person in another role, not a role that sees nobody', async () => {
    const me = registrar();
    const { export: started } = await client.start(me);
    const id = started?.id ?? '';
    await eventually(async () => (await client.find(me, id))?.state === 'DONE');
    for (const other of [registrar(), person('staff:library', (me as { sub: string }).sub)]) {
      expect(await client.find(other, id)).toBeNull();
      expect(await client.list(other)).toEqual([]);
      expect(await client.cancel(other, id)).toMatchObject({ code: 'EXPORT_NOT_FOUND' });
      expect((await client.download(other, id)).status).toBe(404);
    }
    for (const role of ['analyst', 'student', 'desk', 'integrator']) {
      const other = person(role, (me as { sub: string }).sub);
      expect((await client.download(other, id)).status).toBe(404);
      expect(await client.fault(other, `{ export(id: "${id}") { id } }`)).toBe('FORBIDDEN');
      const input = { document: ROWS, format: 'CSV', purpose: '核对领证名单' };
      expect(await client.fault(other, START, { input })).toBe('FORBIDDEN');
    }
    expect((await fetch(`${served.url}/exports/${id}`)).status).toBe(401);
    expect((await client.download(anonymous, id)).status).toBe(401);
    for (const wrong of ['x', '00000000-0000-4000-8000-000000000000', "'; drop table", 'A'.repeat(80)])
      expect((await client.download(me, encodeURIComponent(wrong))).status).toBe(404);
  });

  test('a person has one under way, also from two windows, and so many within a day', async () => {
    const me = registrar();
    const both = await Promise.all([client.start(me), client.start(me)]);
    expect(both.map(({ code }) => code ?? 'none').sort()).toEqual(['EXPORT_UNDER_WAY', 'none']);
    await eventually(async () => (await client.list(me))[0]?.state === 'DONE');
    for (let more = 1; more < exports.perDay; more += 1) await client.file(me);
    const last = await client.start(me);
    expect(last).toMatchObject({ code: 'TOO_MANY_EXPORTS', retryable: true });
    expect(last.retryAfterMs).toBeGreaterThan(23 * 3_600_000);
    await client.file(registrar());
  });

  test('cancelling stops it within a page and leaves nothing of it', async () => {
    const me = registrar();
    const { export: started } = await client.start(me);
    const id = started?.id ?? '';
    await eventually(async () => ((await client.find(me, id))?.rows ?? 0) > 0);
    expect(await client.cancel(me, id)).toMatchObject({ export: { state: 'CANCELLED', downloadPath: null } });
    const before = await client.find(me, id);
    expect(before?.rows).toBeLessThan(STUDENTS);
    // Exports are written one after another: when the next is ready, the cancelled one is let go.
    await client.file(me);
    expect(await client.find(me, id)).toEqual(before);
    const chunks = db.selectFrom('export_chunk').select('number').where('export_id', '=', id);
    expect(await chunks.execute()).toEqual([]);
    expect((await client.download(me, id)).status).toBe(404);
    expect(await client.cancel(me, id)).toMatchObject({ code: 'EXPORT_ENDED' });
    expect(await audited('export-cancelled', (me as { sub: string }).sub)).toHaveLength(1);
  });

  test('a file is removed when its time is over, and counts for the day until a day is over', async () => {
    const me = registrar();
    await client.file(me);
    const [seen] = await client.list(me);
    const id = seen?.id ?? '';
    expect(Date.parse(seen?.expiresAt ?? '')).toBeGreaterThan(Date.now() + 23.9 * 3_600_000);
    const age = (ms: number) =>
      sql`update clearance.export_job set expires_at = expires_at - ${ms}::float8 * interval '1 ms',
        requested_at = requested_at - ${ms}::float8 * interval '1 ms' where id = ${id}`.execute(db);
    const job = () => db.selectFrom('export_job').select('id').where('id', '=', id).execute();
    await sql`update clearance.export_job set expires_at = clearance.clearance_now() where id = ${id}`.execute(
      db,
    );
    expect((await client.download(me, id)).status).toBe(404);
    expect(await client.list(me)).toEqual([]);
    expect(await removeExpired(db)).toBe(1);
    expect(await job()).toHaveLength(1);
    await age(24 * 3_600_000);
    await removeExpired(db);
    expect(await job()).toEqual([]);
  });

  test('a class that is too large is refused, and so is a purpose that says nothing', async () => {
    const me = registrar();
    await sql`
      insert into clearance.report_student (student_id, class_year, revision)
      values ('F1', 2020, (select revision + 1 from clearance.report_model))`.execute(db);
    await sql`update clearance.report_model set revision = revision + 1`.execute(db);
    expect(await client.start(me)).toMatchObject({ code: 'EXPORT_TOO_LARGE' });
    await sql`delete from clearance.report_student where student_id = 'F1'`.execute(db);
    for (const purpose of ['', '核对', '1234', ' abc  ', '核对名单\n领证', 'x'.repeat(201)]) {
      const input = { document: ROWS, format: 'CSV', purpose };
      expect(await client.fault(me, START, { input }), purpose).toBe('BAD_USER_INPUT');
    }
    const document = '{ clearances(filter: { departments: "kitchen" }) { nodes { studentId } } }';
    const input = { document, format: 'CSV', purpose: '核对领证名单' };
    expect(await client.fault(me, START, { input })).toBe('BAD_USER_INPUT');
  });
});
