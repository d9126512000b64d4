import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dayInShanghai,
  minuteInShanghai,
  untilMidnightInShanghai,
} from '../../subgraphs/kit/service/clock.ts';
import { contactOf, toPhone } from '../../subgraphs/kit/service/contact.ts';
import { toMoney } from '../../subgraphs/kit/service/money.ts';
import { noticesOf } from '../../subgraphs/kit/service/notices.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';

describe('money', () => {
  test.each([
    [6000, '60'],
    [55000, '550'],
    [7240, '72.4'],
    [68240, '682.4'],
    [1235, '12.35'],
    [0, '0'],
    [5, '0.05'],
    [-1050, '-10.5'],
  ])('D10 writes %i fen minimally as %s yuan', (fen, yuan) => {
    expect(toMoney(fen)).toEqual({ fen, yuan });
  });

  test('is the same amount when read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (fen) => {
        expect(Math.round(Number(toMoney(fen).yuan) * 100)).toBe(fen);
      }),
    );
  });
});

describe('the clock', () => {
  test('turns the day at midnight in Shanghai, not in London', () => {
    expect(dayInShanghai(new Date('2020-06-05T15:59:59.999Z'))).toBe('2020-06-05');
    expect(dayInShanghai(new Date('2020-06-05T16:00:00Z'))).toBe('2020-06-06');
  });

  test('tells the minute in Shanghai', () => {
    expect(minuteInShanghai(new Date('2020-06-05T15:59:59.999Z'))).toBe('2020-06-05 23:59');
    expect(minuteInShanghai(new Date('2019-12-31T16:00:00Z'))).toBe('2020-01-01 00:00');
  });

  test('counts the milliseconds to the next midnight', () => {
    expect(untilMidnightInShanghai(new Date('2020-06-05T15:59:59.999Z'))).toBe(1);
    expect(untilMidnightInShanghai(new Date('2020-06-05T16:00:00Z'))).toBe(86_400_000);
  });
});

describe('a phone', () => {
  test('dials the same line whether it is printed with the area code or without', () => {
    expect(toPhone('83592137')).toEqual({ display: '83592137', uri: 'tel:+86-516-83592137' });
    expect(toPhone('0516-83592137')).toEqual({ display: '0516-83592137', uri: 'tel:+86-516-83592137' });
  });
});

describe('notices', () => {
  test('D28 carry the class year and keep to their days', () => {
    const profile = loadProfile('current', 'guide-text');
    expect(noticesOf(profile, 'finance', '2020-06-15').map(({ title }) => title.zh)).toEqual([
      '2020届毕业生缴费通知',
      '2020届毕业生缴纳学费通知',
    ]);
    const june = { ...profile.notices[0], validFrom: '2020-06-01', validTo: '2020-06-30' };
    const dated = { ...profile, notices: [june] as typeof profile.notices };
    expect(noticesOf(dated, 'apartment', '2020-05-31')).toEqual([]);
    expect(noticesOf(dated, 'apartment', '2020-06-30')).toHaveLength(1);
    expect(noticesOf(dated, 'apartment', '2020-07-01')).toEqual([]);
  });
});

describe('a profile', () => {
  test.each(['current', '2020'])('%s is valid with either label mapping', (profile) => {
    expect(loadProfile(profile, 'guide-text').labels.libraryThesis.已提交).toBe('SUBMITTED');
    expect(loadProfile(profile, 'guide-figures').labels.libraryThesis.已提交).toBe('APPROVED');
  });

  test('names every fault of a file with its key', () => {
    const directory = mkdtempSync(join(tmpdir(), 'profile-'));
    writeFileSync(
      join(directory, 'broken.yml'),
      'profile: broken\nclassYear: twenty\nclasses: []\nextra: 1\n',
    );
    const load = () => loadProfile('broken', 'guide-text', pathToFileURL(`${directory}/`));
    expect(load).toThrow(/broken\.yml is not a valid configuration/);
    for (const key of ['classYear', 'classes', 'extra', 'units']) expect(load).toThrow(new RegExp(key));
  });

  test('without a unit that is asked for is a mistake with a name', () => {
    expect(() => contactOf(loadProfile('current', 'guide-text'), 'gym')).toThrow('has no units.gym');
  });
});
