import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../data/synthetic/random.ts';
import { countHour } from '../../subgraphs/clearance/reports/hours/hour-counts.ts';
import { type StoredHour, storeHour } from '../../subgraphs/clearance/reports/hours/stored-hours.ts';
import type { Viewer } from '../../subgraphs/kit/graph/viewer.ts';
import { databaseKinds } from '../kit/databases.ts';
import { randomClass, stirClass } from './kit/random-class.ts';
import { analyst, type ReportGraph, registrar, serveReports } from './kit/report-graph.ts';

interface Told {
  readonly students: { readonly count: number | null; readonly suppressed: boolean };
}
interface Point extends Told {
  readonly at: string;
  readonly outcomes: readonly Told[];
  readonly departments: readonly { readonly code: string; readonly outcomes: readonly Told[] }[];
  readonly funnel: readonly (Told & { readonly stage: string; readonly blockedBy: number })[];
}
type Report = { clearanceReport: { trend: readonly Point[] | null } };

const TREND = `query ($interval: ReportInterval!, $from: DateTime, $until: DateTime, $filter: ReportFilter) {
  clearanceReport(filter: $filter) { trend(interval: $interval, from: $from, until: $until) {
    at students { count suppressed } outcomes { students { count suppressed } }
    departments { code outcomes { students { count suppressed } } }
    funnel { stage blockedBy students { count suppressed } }
  } }
}`;
const HOUR_MS = 3_600_000;
/** 08:00 in Shanghai, so that the hours lie in two days. */
const BEGIN = Date.parse('2020-06-15T00:00:00Z');
const HOURS = 20;

/** Hours of a class, in each of which a few students changed. */
function someHours(): StoredHour[] {
  const source = createRandom(20, 'registry');
  const random = () => source.int(0, 999_999) / 1_000_000;
  const habits = { severalReasons: true, excuses: false };
  const model = randomClass(400, habits, random);
  return Array.from({ length: HOURS }, (_, hour) => {
    stirClass(model, 2, habits, random);
    return { hour: new Date(BEGIN + hour * HOUR_MS), rows: structuredClone(countHour(model)) };
  });
}

describe.each(databaseKinds)('a trend, on $kind', ({ open }) => {
  let graph: ReportGraph;
  const hours = someHours();
  beforeAll(async () => {
    graph = await serveReports(await open());
    for (const { hour, rows } of hours) await storeHour(graph.db, hour, rows);
  });
  afterAll(() => graph.close());

  async function trend(viewer: Viewer, variables: object): Promise<readonly Point[]> {
    const { data, errors } = await graph.ask<Report>(TREND, viewer, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.clearanceReport.trend ?? [];
  }
  const instant = (hour: number) => new Date(BEGIN + hour * HOUR_MS).toISOString();
  const countsOf = ({ students, outcomes, departments, funnel }: Point) =>
    [{ students }, ...outcomes, ...departments.flatMap((one) => one.outcomes), ...funnel].map(
      (one) => one.students,
    );

  test('tells an analyst the same of an hour whatever is asked, in tens', async () => {
    const all = await trend(analyst, { interval: 'HOUR', from: instant(0), until: instant(HOURS) });
    expect(all).toHaveLength(HOURS);
    for (let from = 0; from < HOURS; from += 1) {
      const until = instant(HOURS);
      expect(await trend(analyst, { interval: 'HOUR', from: instant(from), until })).toEqual(all.slice(from));
      // The last hour before the end, of each of two days.
      const days = await trend(analyst, { interval: 'DAY', from: instant(0), until: instant(from + 1) });
      const last = [...new Set([Math.min(from, 15), from])].map((hour) => all[hour]);
      expect(days.map((point) => ({ ...point, at: '' }))).toEqual(
        last.map((point) => ({ ...point, at: '' })),
      );
    }
    for (let from = 0; from < HOURS; from += 1) {
      const days = await trend(analyst, { interval: 'DAY', from: instant(from), until: instant(HOURS) });
      const last = [...(from <= 15 ? [15] : []), HOURS - 1].map((hour) => all[hour]);
      expect(days.map((point) => ({ ...point, at: '' }))).toEqual(
        last.map((point) => ({ ...point, at: '' })),
      );
    }
    const told = all.flatMap(countsOf);
    expect(told.filter(({ suppressed }) => !suppressed).length).toBeGreaterThan(told.length / 2);
    for (const { count } of told) expect((count ?? 0) % 10).toBe(0);
  });

  test('tells the registrar every count as it was', async () => {
    const all = await trend(registrar, { interval: 'HOUR', from: instant(0), until: instant(HOURS) });
    for (const [at, { rows }] of hours.entries()) {
      const sum = (cell: number) =>
        rows.reduce((total, { counts }) => total + (counts.outcomes[cell] ?? 0), 0);
      expect(all[at]?.students.count).toBe(400);
      expect(all[at]?.outcomes.map(({ students }) => students.count)).toEqual([sum(0), sum(1), sum(2)]);
    }
    expect(all.flatMap(countsOf).some(({ count }) => (count ?? 0) % 10 !== 0)).toBe(true);
  });

  test('tells an analyst of the present in tens, too, and a report exactly', async () => {
    const [point] = (await trend(analyst, { interval: 'HOUR' })).slice(-1);
    const report = '{ clearanceReport { students { count } } }';
    const { data } = await graph.ask<{ clearanceReport: { students: { count: number } } }>(report, analyst);
    const { count } = data.clearanceReport.students;
    // Or nothing could be seen here.
    expect(count % 10).not.toBe(0);
    expect(point?.students.count).toBe(count - (count % 10));
  });

  test.each([
    ['registrar', registrar],
    ['analyst', analyst],
  ])('shows the whole way in every funnel, to the %s', async (_role, viewer) => {
    const colleges = [
      undefined,
      { collegeCodes: ['CS'] },
      { collegeCodes: ['LAW'] },
      { collegeCodes: ['NONE'] },
    ];
    for (const filter of colleges) {
      const points = await trend(viewer, {
        interval: 'HOUR',
        from: instant(0),
        until: instant(HOURS),
        filter,
      });
      for (const { funnel } of points) {
        const stages = funnel.map(({ stage }) => stage);
        expect(stages[0]).toBe('NOT_STARTED');
        expect(stages.slice(-3)).toEqual(['READY', 'SUBMITTED', 'HANDED_OVER']);
        const blocked = funnel.filter(({ stage }) => stage === 'BLOCKED').map(({ blockedBy }) => blockedBy);
        expect(blocked).toEqual(blocked.map((_one, at) => blocked.length - at));
      }
    }
  });

  test.each([
    [
      'from at its end',
      () => ({ from: instant(3), until: instant(3) }),
      'from 必须早于 until。from must be before until.',
    ],
    [
      'from behind its end',
      () => ({ from: instant(4), until: instant(3) }),
      'from 必须早于 until。from must be before until.',
    ],
    [
      'from the future',
      () => ({ from: new Date(Date.now() + HOUR_MS).toISOString() }),
      'from 不能晚于现在。from must not be in the future.',
    ],
  ])('%s is refused, and says why', async (_what, span, sentence) => {
    for (const interval of ['HOUR', 'DAY']) {
      const { data, errors } = await graph.ask<Report>(TREND, registrar, { interval, ...span() });
      expect(data.clearanceReport.trend).toBeNull();
      expect(errors).toMatchObject([{ message: sentence, extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });
});
