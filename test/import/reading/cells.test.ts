import { describe, expect, test } from 'vitest';
import { academicYear } from '../../../subgraphs/kit/import/reading/cells/academic-year.ts';
import { amountFen } from '../../../subgraphs/kit/import/reading/cells/amount-fen.ts';
import { count } from '../../../subgraphs/kit/import/reading/cells/count.ts';
import { day } from '../../../subgraphs/kit/import/reading/cells/day.ts';
import { optional } from '../../../subgraphs/kit/import/reading/cells/optional.ts';
import { studentNumber } from '../../../subgraphs/kit/import/reading/cells/student-number.ts';
import { optionalText, text } from '../../../subgraphs/kit/import/reading/cells/text.ts';
import type { ParseCell } from '../../../subgraphs/kit/import/reading/parsed.ts';

interface Cells {
  readonly parse: ParseCell<unknown>;
  readonly taken: readonly (readonly [cell: string, value: unknown])[];
  readonly rejected: readonly string[];
}

const tables: Readonly<Record<string, Cells>> = {
  amount: {
    parse: amountFen,
    taken: [
      ['60', 6000],
      ['72.4', 7240],
      ['682.40', 68240],
      ['1,234.50', 123450],
      ['1,234,567', 123456700],
      ['６０', 6000],
      ['１，２３４．５０', 123450],
      ['60元', 6000],
      ['60 元', 6000],
      ['¥60', 6000],
      ['￥60.00', 6000],
      ['-5', -500],
      ['－５', -500],
      ['−5', -500],
      ['-¥5', -500],
      ['¥-5', -500],
      ["'-5", -500],
      ['+5', 500],
      ['0', 0],
      ['-0.00', 0],
      ['0.29', 29],
      [' 60\t', 6000],
      ['21474836.47', 2147483647],
    ],
    rejected: [
      '',
      ' ',
      '1e3',
      '1E3',
      '72.405',
      '60.',
      '.5',
      '六十',
      'abc',
      '12,34',
      '1,2345',
      '1.234,50',
      '1,50',
      '--5',
      '-¥-5',
      '5-',
      '21474836.48',
      '99999999999999999999',
      'NaN',
      'Infinity',
      '0x10',
      '5²',
      '①',
      '=1+1',
      "'5",
      '60元元',
      '(5.00)',
      '6 0',
      '60\u00005',
    ],
  },
  count: {
    parse: count,
    taken: [
      ['0', 0],
      ['12', 12],
      ['１２', 12],
      [' 3 ', 3],
      ['2147483647', 2147483647],
    ],
    rejected: ['', '-1', '+1', '1.0', '1e3', '2147483648', '三', '1,000', '=1', '3册'],
  },
  day: {
    parse: day,
    taken: [
      ['2020-06-05', '2020-06-05'],
      ['2020/6/5', '2020-06-05'],
      ['2020.6.5', '2020-06-05'],
      ['20200605', '2020-06-05'],
      ['2020年6月5日', '2020-06-05'],
      ['２０２０／６／５', '2020-06-05'],
      ['2020/6/5 0:00:00', '2020-06-05'],
      ['2020-06-05T14:30', '2020-06-05'],
      ['2020-02-29', '2020-02-29'],
    ],
    rejected: [
      '',
      '2020-02-30',
      '2019-02-29',
      '2020-13-01',
      '2020-00-10',
      '20200230',
      '20-06-05',
      '6/5/2020',
      '05-06-20',
      '43987',
      '2020-6/5',
      '2020年2月30日',
      '0020-06-05',
      '1899-01-01',
      '今天',
      '2020-06',
      '2020-06-05 noon',
    ],
  },
  'academic year': {
    parse: academicYear,
    taken: [
      ['2018', 2018],
      ['2018-2019', 2018],
      ['2018/19', 2018],
      ['2018-2019学年', 2018],
      ['2018学年', 2018],
      ['２０１８～２０１９', 2018],
      ['1999/00', 1999],
    ],
    rejected: [
      '',
      '2018-2020',
      '2018/20',
      '18',
      '2018-2018',
      '1989',
      '2100',
      '2018-2019-2020',
      '二〇一八',
      '2018.0',
    ],
  },
  'student number': {
    parse: studentNumber,
    taken: [
      ['TS2020S1', 'TS2020S1'],
      [' 0017 ', '0017'],
      ['2017001\t', '2017001'],
      ['\u3000TS-1_a', 'TS-1_a'],
    ],
    rejected: [
      '',
      '２０１７',
      'TS２０',
      '2.01701E+11',
      '="2017001"',
      "'2017001",
      'TS 1',
      '张三',
      '-1',
      'T\u0000S',
      'T\u200bS',
      'x'.repeat(33),
    ],
  },
  'text of at most five characters': {
    parse: text(5),
    taken: [
      ['学费', '学费'],
      [' 学费 ', '学费'],
      ['一二三四五', '一二三四五'],
      ['𠀀𠀀𠀀𠀀𠀀', '𠀀𠀀𠀀𠀀𠀀'],
      ['-', '-'],
      ['-5', '-5'],
      ['+86', '+86'],
      ['a=b', 'a=b'],
    ],
    rejected: [
      '',
      ' ',
      '一二三四五六',
      '=1+1',
      '＝1+1',
      '@SUM',
      '+a|b',
      '-1+(2',
      'a\nb',
      'a\tb',
      'a\u0000b',
      'a\u007f',
      '=cmd|',
    ],
  },
  'optional text': {
    parse: optionalText(5),
    taken: [
      ['', null],
      [' ', null],
      ['a', 'a'],
    ],
    rejected: ['=1+1', 'abcdef'],
  },
  'optional day': {
    parse: optional(day),
    taken: [
      ['', null],
      ['2020/6/5', '2020-06-05'],
    ],
    rejected: ['2020-02-30'],
  },
};

describe.each(Object.entries(tables))('%s', (_name, { parse, taken, rejected }) => {
  test.each(taken)('%j means %j', (cell, value) => {
    expect(parse(cell)).toEqual({ kind: 'value', value });
  });

  test.each(
    rejected.map((cell) => [cell] as const),
  )('%j is rejected in Chinese and English, and quoted', (cell) => {
    const parsed = parse(cell);
    if (parsed.kind !== 'rejected') throw new Error(`taken as ${JSON.stringify(parsed.value)}`);
    expect(parsed.reason.zh).toMatch(/[请填]/);
    expect(parsed.reason.en).toMatch(/[a-z.]$/);
    const start = [...cell.trim()].slice(0, 1).join('');
    expect(parsed.reason.zh).toContain(start);
    expect(parsed.reason.en).toContain(start);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no such character may reach a terminal
    expect(parsed.reason.zh + parsed.reason.en).not.toMatch(/[\u0000-\u001f\u007f]/);
  });
});
