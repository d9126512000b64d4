import { describe, expect, test } from 'vitest';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import type { LibraryFacts } from '../../subgraphs/library/facts.ts';
import { cancelBlockersOf, judgeLibrary } from '../../subgraphs/library/rule.ts';

const NOW = new Date('2020-06-15T02:00:00Z');
const text = loadProfile('current', 'guide-text').labels;
const figures = loadProfile('current', 'guide-figures').labels;

const clear: LibraryFacts = {
  studentId: 'TS2020F6B',
  version: '1.1',
  asOf: null,
  unreturnedBooks: 0,
  feeFen: 0,
  violationLabel: '0',
  cardLabel: '已注销',
  thesisLabel: '记录审核通过',
};

function judge(facts: Partial<LibraryFacts>, labels = text) {
  const { outcome, reasons } = judgeLibrary({ ...clear, ...facts }, { labels, maxAgeHours: 48, now: NOW });
  return [outcome, ...reasons];
}

describe('the library rule', () => {
  test.each<[claim: string, facts: Partial<LibraryFacts>, expected: string[]]>([
    ['L1 passes when everything is clear and approved (F6b)', {}, ['PASSED']],
    [
      'L2 fails on an unreviewed thesis alone (F4)',
      { thesisLabel: '未审核' },
      ['NOT_PASSED', 'THESIS_NOT_APPROVED'],
    ],
    ['fails while the card is active (F6c)', { cardLabel: '正常' }, ['NOT_PASSED', 'CARD_NOT_CANCELLED']],
    ['fails on one book (F6d)', { unreturnedBooks: 1 }, ['NOT_PASSED', 'BOOKS_OUTSTANDING']],
    ['fails on a fee of 0.1 yuan (F6d)', { feeFen: 10 }, ['NOT_PASSED', 'LIBRARY_FEE_OWED']],
    ['fails on one violation (F6d)', { violationLabel: '1' }, ['NOT_PASSED', 'LIBRARY_VIOLATION']],
    [
      'D1 fails on 已提交: only the canonical APPROVED passes (F6)',
      { thesisLabel: '已提交' },
      ['NOT_PASSED', 'THESIS_NOT_APPROVED'],
    ],
    ['fails on a blank thesis state', { thesisLabel: '  ' }, ['NOT_PASSED', 'THESIS_NOT_APPROVED']],
    ['fails without a thesis state', { thesisLabel: null }, ['NOT_PASSED', 'THESIS_NOT_APPROVED']],
    [
      'fails on an exempt thesis: L1 knows no exemption',
      { thesisLabel: '免交' },
      ['NOT_PASSED', 'THESIS_NOT_APPROVED'],
    ],
    [
      'D1 does not know an unmapped thesis label',
      { thesisLabel: '审核中(2)' },
      ['UNKNOWN', 'LABEL_UNMAPPED'],
    ],
    ['does not know an unmapped card label', { cardLabel: '挂失' }, ['UNKNOWN', 'LABEL_UNMAPPED']],
    ['does not know a card without a label', { cardLabel: null }, ['UNKNOWN', 'LABEL_UNMAPPED']],
    [
      'does not take a property of every object for a label',
      { thesisLabel: 'constructor' },
      ['UNKNOWN', 'LABEL_UNMAPPED'],
    ],
    [
      'D11 does not know a violation state that is no number',
      { violationLabel: '有' },
      ['UNKNOWN', 'LABEL_UNMAPPED'],
    ],
    ['D11 does not know a missing violation state', { violationLabel: null }, ['UNKNOWN', 'LABEL_UNMAPPED']],
    ['D11 does not read -1 as none', { violationLabel: '-1' }, ['UNKNOWN', 'LABEL_UNMAPPED']],
    [
      'D36 lets a definite fail win over an unknown',
      { unreturnedBooks: 1, thesisLabel: '??' },
      ['NOT_PASSED', 'BOOKS_OUTSTANDING', 'LABEL_UNMAPPED'],
    ],
    [
      'does not know a copy older than 48 hours',
      { asOf: new Date('2020-06-13T01:59:59Z') },
      ['UNKNOWN', 'STALE'],
    ],
    ['accepts a copy of exactly 48 hours', { asOf: new Date('2020-06-13T02:00:00Z') }, ['PASSED']],
    [
      'names every reason, in the order of the page',
      { unreturnedBooks: 2, feeFen: 1, violationLabel: '3', cardLabel: '正常', thesisLabel: null },
      [
        'NOT_PASSED',
        'BOOKS_OUTSTANDING',
        'LIBRARY_FEE_OWED',
        'LIBRARY_VIOLATION',
        'CARD_NOT_CANCELLED',
        'THESIS_NOT_APPROVED',
      ],
    ],
  ])('%s', (_claim, facts, expected) => {
    expect(judge(facts)).toEqual(expected);
  });

  test('D1 passes 已提交 under guide-figures, as figure 6 shows it', () => {
    expect(judge({ thesisLabel: '已提交' }, figures)).toEqual(['PASSED']);
  });
});

describe('cancelling the card', () => {
  test.each<[claim: string, facts: Partial<LibraryFacts>, expected: string[]]>([
    ['D2 has no blocker once the card is cancelled', {}, []],
    ['L3 is free of blockers with nothing open', { cardLabel: '正常' }, []],
    ['is not gated by the thesis', { cardLabel: '正常', thesisLabel: null }, []],
    ['L3 is blocked by a book', { cardLabel: '正常', unreturnedBooks: 1 }, ['BOOKS_OUTSTANDING']],
    ['L3 is blocked by a fee', { cardLabel: '正常', feeFen: 10 }, ['LIBRARY_FEE_OWED']],
    ['L3 is blocked by a violation', { cardLabel: '正常', violationLabel: '2' }, ['LIBRARY_VIOLATION']],
    ['L4 is blocked by a state that cannot be read', { cardLabel: '挂失' }, ['LABEL_UNMAPPED']],
    [
      'L4 is blocked by a violation state that is no number',
      { cardLabel: '正常', violationLabel: '有' },
      ['LABEL_UNMAPPED'],
    ],
  ])('%s', (_claim, facts, expected) => {
    expect(cancelBlockersOf({ ...clear, ...facts }, text)).toEqual(expected);
  });
});
