import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classRuleOf, isWindowOpen } from '../../subgraphs/clearance/class-rule.ts';
import { edgeFieldOf, outcomeOfEdge } from '../../subgraphs/clearance/edge.ts';
import { judgeOverall } from '../../subgraphs/clearance/overall-rule.ts';
import { standingOf, windowOf } from '../../subgraphs/clearance/standing.ts';
import type { ClassRule } from '../../subgraphs/kit/service/profile-schema.ts';
import type { Outcome } from '../../subgraphs/kit/verdict/verdict.ts';

const NOW = new Date('2020-06-15T02:00:00Z');
const CODES = ['library', 'archives', 'apartment', 'finance'];
const RULE: ClassRule = { classYear: 2020, requires: CODES, opensAt: null, closesAt: null };
const PASS = { outcome: 'PASSED', version: '1.1' };

function student(edges: Record<string, unknown> = {}) {
  const passing = Object.fromEntries(CODES.map((code) => [code, PASS]));
  return { id: 'TS2020S1', classYear: 2020, leaveType: 'GRADUATION', ...passing, ...edges };
}

describe('the overall rule', () => {
  test.each<[outcomes: Outcome[], expected: Outcome]>([
    [['PASSED', 'PASSED'], 'PASSED'],
    [['PASSED', 'UNKNOWN'], 'UNKNOWN'],
    [['UNKNOWN', 'NOT_PASSED'], 'NOT_PASSED'],
    [['PASSED', 'NOT_PASSED'], 'NOT_PASSED'],
    [[], 'UNKNOWN'],
  ])('makes %j %s', (outcomes, expected) => {
    expect(judgeOverall(outcomes)).toBe(expected);
  });

  test('passes a student whose required departments all pass', () => {
    expect(standingOf(student(), [RULE], NOW)).toEqual({
      outcome: 'PASSED',
      state: 'READY',
      required: CODES,
    });
  });

  test('tells when the class may submit, bound by bound, and nothing of a class that nobody knows', () => {
    const rule = { ...RULE, opensAt: '2020-06-01T00:00:00+08:00' };
    expect(windowOf(student(), [rule])).toEqual({
      opensAt: new Date('2020-05-31T16:00:00Z'),
      closesAt: null,
    });
    expect(windowOf(student({ classYear: 2019 }), [rule])).toBeNull();
    expect(windowOf(student({ classYear: null }), [rule])).toBeNull();
  });

  test('does not count to four: a class that requires two is judged by two', () => {
    const rule = { ...RULE, requires: ['library', 'finance'] };
    expect(standingOf(student({ archives: null }), [rule], NOW).outcome).toBe('PASSED');
  });

  test('does not pass a department that the class requires and nobody serves', () => {
    const rule = { ...RULE, requires: [...CODES, 'lab-safety'] };
    expect(standingOf(student(), [rule], NOW).outcome).toBe('UNKNOWN');
    expect(standingOf(student({ labSafety: PASS }), [rule], NOW).outcome).toBe('PASSED');
    expect(edgeFieldOf('lab-safety')).toBe('labSafety');
  });

  test('D22 knows no outcome for a student who is on no roster', () => {
    const expected = { outcome: 'UNKNOWN', state: 'NOT_ON_ROSTER', required: null };
    expect(standingOf({ ...student(), classYear: null }, [RULE], NOW)).toEqual(expected);
  });

  test('knows no outcome for a class that nobody configured', () => {
    const expected = { outcome: 'UNKNOWN', state: 'NOT_OPEN', required: null };
    expect(standingOf({ ...student(), classYear: 2031 }, [RULE], NOW)).toEqual(expected);
  });

  test('chooses the first rule that fits the leave type', () => {
    const withdrawal = { ...RULE, leaveTypes: ['WITHDRAWAL'], requires: ['finance'] };
    expect(classRuleOf([withdrawal, RULE], 2020, 'WITHDRAWAL')).toBe(withdrawal);
    expect(classRuleOf([withdrawal, RULE], 2020, 'GRADUATION')).toBe(RULE);
    expect(classRuleOf([withdrawal], 2020, null)).toBeNull();
  });

  test('D17 opens a window at its first instant and closes it at its last', () => {
    const rule = { ...RULE, opensAt: '2020-06-15T10:00:00+08:00', closesAt: '2020-06-16T10:00:00+08:00' };
    expect(isWindowOpen(rule, new Date('2020-06-15T01:59:59.999Z'))).toBe(false);
    expect(isWindowOpen(rule, NOW)).toBe(true);
    expect(isWindowOpen(rule, new Date('2020-06-16T02:00:00Z'))).toBe(false);
    expect(standingOf(student(), [{ ...rule, closesAt: '2020-06-15T10:00:00+08:00' }], NOW).state).toBe(
      'NOT_OPEN',
    );
  });
});

describe('an edge', () => {
  const junk = fc.oneof(
    fc.constantFrom(null, undefined, '', 'PASSED', true, 1, [], {}),
    fc.anything(),
    fc.record({
      outcome: fc.constantFrom('passed', 'Pass', 'PASSED ', 'pass', true, null),
      version: fc.constant('1.1'),
    }),
    fc.record({
      outcome: fc.constant('PASSED'),
      version: fc.constantFrom(null, '', '1', '1.', '.1', '1.1.1', 'a.b', 1.1, '-1.1'),
    }),
    fc.record({ outcome: fc.constant('UNKNOWN'), version: fc.constant('1.1') }),
  );
  const isWellFormedPass = (edge: unknown) =>
    typeof edge === 'object' &&
    edge !== null &&
    'outcome' in edge &&
    edge.outcome === 'PASSED' &&
    'version' in edge &&
    /^\d+\.\d+$/.test(String(edge.version));

  test('that is null, failed, stale, malformed or unmapped never lets a student pass, for every subset of departments', () => {
    fc.assert(
      fc.property(
        fc.subarray(CODES, { minLength: 1 }),
        fc.array(junk, { minLength: 4, maxLength: 4 }),
        (broken, values) => {
          const edges = Object.fromEntries(broken.map((code, index) => [code, values[index]]));
          fc.pre(!Object.values(edges).some(isWellFormedPass));
          const { outcome, state } = standingOf(student(edges), [RULE], NOW);
          expect(outcome).not.toBe('PASSED');
          expect(state).not.toBe('READY');
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('that is missing altogether never lets a student pass', () => {
    fc.assert(
      fc.property(fc.subarray(CODES, { minLength: 1 }), (missing) => {
        const reference = Object.fromEntries(
          Object.entries(student()).filter(([field]) => !missing.includes(field)),
        );
        expect(standingOf({ id: 'TS2020S1', ...reference }, [RULE], NOW).outcome).toBe('UNKNOWN');
      }),
    );
  });

  test('that definitely fails makes the whole fail whatever the others are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CODES),
        fc.array(junk, { minLength: 4, maxLength: 4 }),
        (failing, values) => {
          const edges = Object.fromEntries(CODES.map((code, index) => [code, values[index]]));
          edges[failing] = { outcome: 'NOT_PASSED', version: '1.2' };
          expect(standingOf(student(edges), [RULE], NOW).outcome).toBe('NOT_PASSED');
        },
      ),
    );
  });

  test('is believed only with an outcome of the enum and a well-formed version', () => {
    expect(outcomeOfEdge(PASS)).toBe('PASSED');
    expect(outcomeOfEdge({ outcome: 'PASSED' })).toBe('UNKNOWN');
    expect(outcomeOfEdge({ outcome: 'NOT_PASSED', version: '2.10' })).toBe('NOT_PASSED');
  });
});
