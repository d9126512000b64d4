import { describe, expect, test } from 'vitest';
import type { ApartmentFacts, StayFacts } from '../../subgraphs/apartment/facts.ts';
import { judgeApartment } from '../../subgraphs/apartment/rule.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';

const { labels } = loadProfile('current', 'guide-text');
const NOON = new Date('2020-06-15T04:00:00Z');

const room = { stayId: 's', campus: null, compound: '梅苑', building: '梅1楼', room: 'A3061' };
const open: StayFacts = { ...room, checkoutDate: null, handler: null };
const ended: StayFacts = { ...room, checkoutDate: '2020-06-05', handler: '测试员甲' };
const dateOnly: StayFacts = { ...room, checkoutDate: '2020-06-05', handler: null };
const handlerOnly: StayFacts = { ...room, checkoutDate: null, handler: '测试员甲' };
const ahead: StayFacts = { ...room, checkoutDate: '2020-06-16', handler: '测试员甲' };

function judge(facts: Partial<ApartmentFacts>, now = NOON) {
  const known: ApartmentFacts = {
    studentId: 'TS2020F9',
    version: '1.1',
    asOf: null,
    residencyLabel: null,
    stays: [],
  };
  const { outcome, reasons } = judgeApartment({ ...known, ...facts }, { labels, maxAgeHours: 48, now });
  return [outcome, ...reasons];
}

type Row = [claim: string, residencyLabel: string | null, stays: StayFacts[], expected: string[]];

describe('the apartment rule about rooms', () => {
  test.each<Row>([
    ['H1 fails without date and handler (F8)', null, [open], ['NOT_PASSED', 'NOT_CHECKED_OUT']],
    ['H1 fails for a resident (F4)', '在住', [open], ['NOT_PASSED', 'NOT_CHECKED_OUT']],
    [
      'H1 takes a blank handler for none',
      null,
      [{ ...open, handler: ' 　' }],
      ['NOT_PASSED', 'NOT_CHECKED_OUT'],
    ],
    ['H2 passes with date and handler (F9)', '已退宿', [ended], ['PASSED']],
    ['H2 passes where residency is not stated', null, [ended], ['PASSED']],
    ['H2 passes where the statement is blank', '  ', [ended], ['PASSED']],
    ['D12 fails on a date without a handler', null, [dateOnly], ['NOT_PASSED', 'DATA_INCOMPLETE']],
    ['D12 fails on a handler without a date', null, [handlerOnly], ['NOT_PASSED', 'DATA_INCOMPLETE']],
    [
      'D12 fails on a date with a blank handler',
      null,
      [{ ...dateOnly, handler: '  ' }],
      ['NOT_PASSED', 'DATA_INCOMPLETE'],
    ],
    ['D13 passes when every room is checked out', null, [ended, ended], ['PASSED']],
    ['D13 fails when one of two rooms is open', null, [ended, open], ['NOT_PASSED', 'NOT_CHECKED_OUT']],
    ['D15 fails while the day lies ahead', '已退宿', [ahead], ['NOT_PASSED', 'CHECKOUT_DATE_AHEAD']],
    [
      'names each reason once, in a fixed order',
      null,
      [ahead, dateOnly, open, open, ahead],
      ['NOT_PASSED', 'NOT_CHECKED_OUT', 'DATA_INCOMPLETE', 'CHECKOUT_DATE_AHEAD'],
    ],
  ])('%s', (_claim, residencyLabel, stays, expected) => {
    expect(judge({ residencyLabel, stays })).toEqual(expected);
  });

  test('D15 passes from midnight in Shanghai of the day itself', () => {
    const stays = [ahead];
    expect(judge({ stays }, new Date('2020-06-15T15:59:59.999Z'))).toEqual([
      'NOT_PASSED',
      'CHECKOUT_DATE_AHEAD',
    ]);
    expect(judge({ stays }, new Date('2020-06-15T16:00:00Z'))).toEqual(['PASSED']);
  });
});

describe('the apartment rule about residency', () => {
  test.each<Row>([
    ['H3 passes a student who never lived on campus (F9b)', '未在校住宿', [], ['PASSED', 'NON_RESIDENT']],
    ['H3 knows the other text for it', ' 未住宿 ', [], ['PASSED', 'NON_RESIDENT']],
    ['D6 does not know without room and statement (F9c)', null, [], ['UNKNOWN', 'RESIDENCY_NOT_STATED']],
    ['D6 does not know without room and with a blank statement', '', [], ['UNKNOWN', 'RESIDENCY_NOT_STATED']],
    ['D6 does not believe 已退宿 without a room', '已退宿', [], ['UNKNOWN', 'RESIDENCY_NOT_STATED']],
    ['fails a resident without a room', '在住', [], ['NOT_PASSED', 'NOT_CHECKED_OUT']],
    ['does not know an unmapped statement without a room', '外住', [], ['UNKNOWN', 'LABEL_UNMAPPED']],
    [
      'does not know an unmapped statement with every room checked out',
      '外住',
      [ended],
      ['UNKNOWN', 'LABEL_UNMAPPED'],
    ],
    [
      'does not take a property of every object for a label',
      'constructor',
      [ended],
      ['UNKNOWN', 'LABEL_UNMAPPED'],
    ],
    [
      'D36 lets an open room win over an unmapped statement',
      '外住',
      [open],
      ['NOT_PASSED', 'NOT_CHECKED_OUT', 'LABEL_UNMAPPED'],
    ],
    [
      'does not know a resident whose every room is checked out',
      '在住',
      [ended],
      ['UNKNOWN', 'RESIDENCY_CONTRADICTORY'],
    ],
    ['passes a non-resident whose former rooms are checked out', '未在校住宿', [ended], ['PASSED']],
    [
      'D36 lets an open room win over a statement that contradicts it',
      '未在校住宿',
      [open],
      ['NOT_PASSED', 'NOT_CHECKED_OUT', 'RESIDENCY_CONTRADICTORY'],
    ],
  ])('%s', (_claim, residencyLabel, stays, expected) => {
    expect(judge({ residencyLabel, stays })).toEqual(expected);
  });
});

describe('the apartment rule about the age of a copy', () => {
  const old = new Date(NOON.getTime() - 48 * 3_600_000 - 1);
  test.each<[claim: string, facts: Partial<ApartmentFacts>, expected: string[]]>([
    ['does not know a copy older than 48 hours', { stays: [ended], asOf: old }, ['UNKNOWN', 'STALE']],
    [
      'does not pass a non-resident on an old copy',
      { residencyLabel: '未在校住宿', asOf: old },
      ['UNKNOWN', 'STALE'],
    ],
    [
      'accepts a copy of exactly 48 hours',
      { stays: [ended], asOf: new Date(NOON.getTime() - 48 * 3_600_000) },
      ['PASSED'],
    ],
    [
      'D36 lets a definite fail win over a stale copy',
      { stays: [open], asOf: old },
      ['NOT_PASSED', 'NOT_CHECKED_OUT', 'STALE'],
    ],
  ])('%s', (_claim, facts, expected) => {
    expect(judge(facts)).toEqual(expected);
  });
});
