import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { databaseKinds } from '../kit/databases.ts';
import { type ServedGraph, serveGraph } from '../kit/served-graph.ts';
import { newKey } from '../kit/submit.ts';

const REQUIRES = ['library', 'archives', 'apartment', 'finance'];
const OPENS = '2031-06-15T00:00:00+08:00';
const CLOSES = '2031-07-01T00:00:00+08:00';

describe('a class with a window, in Shanghai time', () => {
  let graph: ServedGraph;
  beforeAll(async () => {
    const classes = [{ classYear: 2020, requires: REQUIRES, opensAt: OPENS, closesAt: CLOSES }];
    const profile = { ...loadProfile('current', 'guide-text'), classes };
    graph = await serveGraph(await databaseKinds[1].open(), { profile });
  });
  afterAll(() => graph.close());

  /** Only the database's clock counts; the processes' clocks do not. */
  const setClock = (instant: string) =>
    sql
      .raw(
        `create or replace function clearance.clearance_now() returns timestamptz language sql volatile
         as 'select timestamptz ''${instant}'''`,
      )
      .execute(graph.db);

  test.each([
    ['a day before it opens', '2031-06-14T00:00:00+08:00'],
    ['a millisecond before it opens', '2031-06-14T23:59:59.999+08:00'],
    ['at the instant it closes', CLOSES],
    ['long after', '2032-01-01T00:00:00+08:00'],
  ])('is closed %s: ClearanceWindowClosed with both bounds', async (_, instant) => {
    await setClock(instant);
    const { payload } = await graph.submit('TS2020S1', newKey());
    expect(payload).toMatchObject({ __typename: 'ClearanceWindowClosed', retryable: false });
    expect(Date.parse(payload.opensAt)).toBe(Date.parse(OPENS));
    expect(Date.parse(payload.closesAt)).toBe(Date.parse(CLOSES));
    expect(payload.message.zh).toContain('2031-06-15 00:00');
    expect(payload.message.zh).toContain('2031-07-01 00:00');
  });

  test.each([
    ['TS2020S1', 'at the instant it opens', OPENS],
    ['TS2020S2', 'a millisecond before it closes', '2031-06-30T23:59:59.999+08:00'],
  ])('is open for %s %s', async (student, _, instant) => {
    await setClock(instant);
    const { payload } = await graph.submit(student, newKey());
    expect(payload).toMatchObject({ __typename: 'ClearanceSubmitted' });
    expect(Date.parse(payload.submission.submittedAt)).toBe(Date.parse(instant));
  });

  test('tells of a submission that stands, whatever the window', async () => {
    await setClock('2032-01-01T00:00:00+08:00');
    expect((await graph.submit('TS2020S1', newKey())).payload.__typename).toBe('ClearanceAlreadySubmitted');
  });
});

describe('a student whose class nobody configured', () => {
  let graph: ServedGraph;
  beforeAll(async () => {
    const classes = [
      { classYear: 2020, leaveTypes: ['COMPLETION'], requires: REQUIRES, opensAt: null, closesAt: null },
    ];
    const profile = { ...loadProfile('current', 'guide-text'), classes };
    graph = await serveGraph(await databaseKinds[1].open(), { profile });
  });
  afterAll(() => graph.close());

  test('has no window at all', async () => {
    const { payload } = await graph.submit('TS2020S1', newKey());
    expect(payload).toMatchObject({ __typename: 'ClearanceWindowClosed', opensAt: null, closesAt: null });
  });

  test('who was taken off the roster is told so', async () => {
    await sql`update registry.student set class_year = null where student_id = 'TS2020S2'`.execute(graph.db);
    expect((await graph.submit('TS2020S2', newKey())).payload.__typename).toBe('StudentNotOnRoster');
  });
});
