import { describe, expect, test } from 'vitest';
import type { ArchivesFacts } from '../../subgraphs/archives/facts.ts';
import { judgeArchives } from '../../subgraphs/archives/rule.ts';

const NOW = new Date('2020-06-15T02:00:00Z');

function judge(facts: Partial<ArchivesFacts>) {
  const known: ArchivesFacts = { studentId: 'TS2020F7', version: '1.1', asOf: null, thesisLabel: '已审核' };
  const { outcome, reasons } = judgeArchives({ ...known, ...facts }, { maxAgeHours: 168, now: NOW });
  return [outcome, ...reasons];
}

describe('the archives rule', () => {
  const missing = ['NOT_PASSED', 'ARCHIVES_THESIS_MISSING'];
  const notApproved = ['NOT_PASSED', 'ARCHIVES_THESIS_NOT_APPROVED'];
  test.each<[claim: string, facts: Partial<ArchivesFacts>, expected: string[]]>([
    ['A2 passes on 已审核 (F7)', {}, ['PASSED']],
    ['A2 passes on 已审核 with space around it', { thesisLabel: ' 已审核　\n' }, ['PASSED']],
    ['A1 fails without a state (F7)', { thesisLabel: null }, missing],
    ['A1 fails on an empty state (F7)', { thesisLabel: '' }, missing],
    ['A1 fails on a blank state (F7)', { thesisLabel: '   ' }, missing],
    ['A1 fails on a state of full-width space', { thesisLabel: '　' }, missing],
    ['D14 fails on 未审核 (F7)', { thesisLabel: '未审核' }, notApproved],
    ['D14 fails on a text that nobody configured: it is never unknown', { thesisLabel: '??' }, notApproved],
    ['D14 fails on a text that only contains 已审核', { thesisLabel: '已审核(退回)' }, notApproved],
    ["D14 fails on the library's 记录审核通过", { thesisLabel: '记录审核通过' }, notApproved],
    [
      'does not know a copy older than 168 hours',
      { asOf: new Date('2020-06-08T01:59:59Z') },
      ['UNKNOWN', 'STALE'],
    ],
    ['accepts a copy of exactly 168 hours', { asOf: new Date('2020-06-08T02:00:00Z') }, ['PASSED']],
    [
      'D36 lets a definite fail win over a stale copy',
      { thesisLabel: null, asOf: new Date('2020-01-01T00:00:00Z') },
      [...missing, 'STALE'],
    ],
  ])('%s', (_claim, facts, expected) => {
    expect(judge(facts)).toEqual(expected);
  });
});
