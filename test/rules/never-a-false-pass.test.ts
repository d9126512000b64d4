import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeApartment } from '../../subgraphs/apartment/rule.ts';
import { judgeArchives } from '../../subgraphs/archives/rule.ts';
import { standingOf } from '../../subgraphs/clearance/standing.ts';
import { judgeFinance } from '../../subgraphs/finance/rule.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { judgeLibrary } from '../../subgraphs/library/rule.ts';

// The whole chain: a department's facts, its own rule, its edge, and the overall rule over all edges.

const NOW = new Date('2020-06-15T02:00:00Z');
const { classes, labels } = loadProfile('current', 'guide-text');
const input = { labels, maxAgeHours: 48, now: NOW };
const student = { studentId: 'TS2020S1', version: '1.1' };
const stay = {
  stayId: '1',
  campus: null,
  compound: '梅苑',
  building: '梅1楼',
  room: 'A3061',
  checkoutDate: '2020-06-05',
  handler: '测试员甲',
};

/** What breaks a department's facts; `none` leaves them passing. */
type Breakage = 'none' | 'stale' | 'unmapped' | 'missing';
const asOf = (breakage: Breakage) => (breakage === 'stale' ? new Date('2020-06-01T00:00:00Z') : NOW);

const judged: Record<string, (breakage: Breakage) => { outcome: string }> = {
  library: (breakage) =>
    judgeLibrary(
      {
        ...student,
        asOf: asOf(breakage),
        unreturnedBooks: 0,
        feeFen: 0,
        violationLabel: breakage === 'missing' ? null : '0',
        cardLabel: '已注销',
        thesisLabel: breakage === 'unmapped' ? '流程处理中' : '记录审核通过',
      },
      input,
    ),
  archives: (breakage) => {
    const thesisLabel = { none: '已审核', stale: '已审核', unmapped: '流程处理中', missing: null }[breakage];
    return judgeArchives({ ...student, asOf: asOf(breakage), thesisLabel }, input);
  },
  apartment: (breakage) => {
    const residencyLabel = { none: '已退宿', stale: '已退宿', unmapped: '搬迁中', missing: null }[breakage];
    return judgeApartment(
      { ...student, asOf: asOf(breakage), residencyLabel, stays: breakage === 'missing' ? [] : [stay] },
      input,
    );
  },
  finance: (breakage) => {
    // Finance has no labels; a row that carries another student number is what it cannot map.
    const foreign = {
      chargeId: '1',
      rowStudentId: 'TS2020S2',
      academicYear: 2019,
      itemName: '学分学费',
      owedFen: 0,
    };
    if (breakage === 'missing') return { outcome: 'UNKNOWN' };
    return judgeFinance(
      { ...student, asOf: asOf(breakage), rows: breakage === 'unmapped' ? [foreign] : [] },
      input,
    );
  },
};
const CODES = Object.keys(judged);

/** An edge as the gateway hands it over: broken facts judged by the department, or no proper answer at all. */
const brokenEdge = (code: string) =>
  fc.oneof(
    fc
      .constantFrom<Breakage>('stale', 'unmapped', 'missing')
      .map((breakage) => ({ outcome: judged[code]?.(breakage).outcome, version: '1.1' })),
    fc.constantFrom(
      null,
      undefined,
      {},
      [],
      'PASSED',
      { outcome: 'PASSED' },
      { outcome: 'PASSED', version: 'x' },
      { outcome: 'pass', version: '1.1' },
      { version: '1.1' },
    ),
  );

const standing = (edges: object) =>
  standingOf({ id: 'TS2020S1', classYear: 2020, leaveType: 'GRADUATION', ...edges }, classes, NOW);
const passing = () =>
  Object.fromEntries(
    CODES.map((code) => [code, { outcome: judged[code]?.('none').outcome, version: '1.1' }]),
  );

describe('never a false pass', () => {
  test('with every department in order the student passes: the arrangement can pass at all', () => {
    expect(standing(passing())).toMatchObject({ outcome: 'PASSED', state: 'READY' });
  });

  test('for every subset of departments that is null, failed, stale, malformed or unmapped there is no pass', () => {
    const broken = fc
      .subarray(CODES, { minLength: 1 })
      .chain((codes) => fc.record(Object.fromEntries(codes.map((code) => [code, brokenEdge(code)]))));
    fc.assert(
      fc.property(broken, (edges) => {
        const { outcome, state } = standing({ ...passing(), ...edges });
        expect(outcome).not.toBe('PASSED');
        expect(state).not.toBe('READY');
      }),
      { numRuns: 3_000 },
    );
  });
});
