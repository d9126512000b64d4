import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ClearanceTables, clearanceMigrations } from '../../subgraphs/clearance/database/tables.ts';
import { noteSource } from '../../subgraphs/clearance/reports/model/sources.ts';
import type { VerdictsRead } from '../../subgraphs/clearance/reports/sweep/read-verdicts.ts';
import { sweepDepartmentPage } from '../../subgraphs/clearance/reports/sweep/sweep-department.ts';
import {
  type PageResult,
  type Reconciled,
  startSweepWorker,
} from '../../subgraphs/clearance/reports/sweep/sweep-worker.ts';
import { requestSweeps, type SweepKind } from '../../subgraphs/clearance/reports/sweep/sweeps.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';
import { eventually } from './kit/report-graph.ts';

const students = Array.from({ length: 10 }, (_, number) => `TS2020S${number}`);
const PAGE_SIZE = 4;

type Read = (ids: readonly string[]) => Promise<VerdictsRead>;

/** A department that passes everybody, but says nothing that can be read of these. */
const passing =
  (unreadable: readonly string[] = []): Read =>
  async (ids) => {
    const at = new Date();
    const verdicts = ids
      .filter((id) => !unreadable.includes(id))
      .map((studentId) => ({
        studentId,
        version: '1.1',
        outcome: 'PASSED' as const,
        reasons: [],
        at,
        asOf: at,
      }));
    return { kind: 'read', verdicts, unread: ids.length - verdicts.length };
  };

describe.each(databaseKinds)('a sweep page by page, on $kind', ({ open }) => {
  let opened: TestDatabase;
  let db: Kysely<ClearanceTables>;
  beforeAll(async () => {
    opened = await open();
    db = opened.database.forSchema<ClearanceTables>('clearance');
    await migrate(opened.database.forSchema('clearance'), 'clearance', clearanceMigrations);
    await sql`insert into clearance.report_student (student_id, class_year, revision)
      select id, 2020, 0 from unnest(${students}::text[]) as id`.execute(db);
  });
  afterAll(() => opened.dispose());
  beforeEach(async () => {
    for (const table of ['report_sweep', 'report_source', 'report_verdict'] as const)
      await db.deleteFrom(table).execute();
    await noteSource(db, 'registry', 'POLLED', 'heard');
  });

  const sweepOf = async () => (await db.selectFrom('report_sweep').selectAll().execute())[0];
  const sourceOf = async () =>
    (await db.selectFrom('report_source').selectAll().where('source', '=', 'finance').execute())[0];

  /** Works on finance. @param pages after how many it stops */
  function work(read: Read, pages = Number.POSITIVE_INFINITY) {
    const stopping = new AbortController();
    const { signal } = stopping;
    const ended: Reconciled[] = [];
    let left = pages;
    const worker = startSweepWorker({
      db,
      source: 'finance',
      page: async (sweep): Promise<PageResult> => {
        const done = await sweepDepartmentPage({ db, read, graceMs: 0, pageSize: PAGE_SIZE, signal }, sweep);
        left -= 1;
        if (left === 0) stopping.abort();
        return done.kind === 'done' ? { kind: 'went-on', cursor: done.step.cursor } : done;
      },
      isFollowed: () => false,
      onTrouble: () => {},
      onReconciled: (found) => void ended.push(found),
      lookMs: 10,
      signal,
    });
    return {
      ended,
      stopped: worker.ended,
      stop: async () => {
        stopping.abort();
        await worker.ended;
      },
    };
  }
  /** Sweeps to the end. @returns what was told of it */
  async function sweep(kind: SweepKind, read: Read): Promise<readonly Reconciled[]> {
    await requestSweeps(db, kind, ['finance']);
    const worker = work(read);
    await eventually(async () => (await sweepOf())?.finished_at instanceof Date);
    await worker.stop();
    return worker.ended;
  }

  test('goes on where another worker stopped, and asks for each student once', async () => {
    const asked: string[][] = [];
    const read: Read = (ids) => {
      asked.push([...ids]);
      return passing()(ids);
    };
    await requestSweeps(db, 'REBUILD', ['finance']);
    await work(read, 1).stopped;
    expect(asked).toEqual([students.slice(0, 4)]);
    expect(await sweepOf()).toMatchObject({ cursor: 'TS2020S3', rows_read: 4, finished_at: null });
    const next = work(read);
    await eventually(async () => (await sweepOf())?.finished_at instanceof Date);
    await next.stop();
    expect(asked).toEqual([students.slice(0, 4), students.slice(4, 8), students.slice(8)]);
    expect(await sweepOf()).toMatchObject({ rows_read: 10, rows_changed: 10 });
  });

  test('of a worker that died is gone on with when its lease is over', async () => {
    const asked: string[] = [];
    await requestSweeps(db, 'REBUILD', ['finance']);
    await work(passing(), 1).stopped;
    await sql`update clearance.report_sweep set leased_until = clearance.clearance_now() + interval '1 hour'`.execute(
      db,
    );
    const next = work((ids) => {
      asked.push(...ids);
      return passing()(ids);
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(asked).toEqual([]);
    await sql`update clearance.report_sweep set leased_until = clearance.clearance_now()`.execute(db);
    await eventually(async () => (await sweepOf())?.finished_at instanceof Date);
    await next.stop();
    expect(asked).toEqual(students.slice(4));
  });

  test('that could not read every row says so, and does not count as a comparison of all', async () => {
    const ended = await sweep('RECONCILE', passing(['TS2020S2', 'TS2020S9']));
    expect(ended).toEqual([{ rows: 8, drift: 8, unread: 2 }]);
    expect(await sourceOf()).toMatchObject({ reconciled_at: null, heard_at: null, drift: 8 });
  });

  test('that could read none is no agreement', async () => {
    const ended = await sweep('RECONCILE', passing(students));
    expect(ended).toEqual([{ rows: 0, drift: 0, unread: 10 }]);
    expect((await sourceOf())?.reconciled_at).toBeNull();
  });

  test('that read every row counts', async () => {
    const ended = await sweep('RECONCILE', passing());
    expect(ended).toEqual([{ rows: 10, drift: 10, unread: 0 }]);
    expect(await sourceOf()).toMatchObject({
      reconciled_at: expect.any(Date),
      heard_at: expect.any(Date),
      drift: 10,
    });
  });
});
