import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openExport } from '../../../subgraphs/kit/import/reading/export-file.ts';
import { CHARGE, charges, encodings, HEADER, ROW } from './charges.ts';
import { fileOf, readAll, refusalOf } from './read-all.ts';

const file = (...lines: string[]) => `${[HEADER, ...lines].join('\r\n')}\r\n`;

describe('the file is refused as a whole', () => {
  const refusals: Readonly<Record<string, [content: string | Buffer, line: number | null, zh: RegExp]>> = {
    'an empty file': ['', null, /空的/],
    'a file of blank lines': ['\uFEFF\r\n , \r\n', null, /空的/],
    'a ZIP (or .xlsx) named .csv': [Buffer.from('PK\x03\x04\x14\x00\x06\x00'), null, /xlsx.*另存为/],
    'an old workbook named .csv': [Buffer.from('d0cf11e0a1b11ae1', 'hex'), null, /\.xls.*另存为/],
    'a PDF named .csv': ['%PDF-1.7\n', null, /PDF.*另存为/],
    'a web page named .csv': ['<html><table><tr><td>学号</td></tr></table></html>', null, /网页.*另存为/],
    'UTF-16 with a byte order mark': [Buffer.from(`\uFEFF${HEADER}\n`, 'utf16le'), null, /UTF-16.*另存为/],
    'UTF-16 without one': [Buffer.from(`${HEADER}\n`, 'utf16le'), null, /UTF-16.*另存为/],
    'bytes of no encoding': [Buffer.from('d1a7bac50aff\n', 'hex'), 2, /既不是 UTF-8 也不是 GB18030/],
    'UTF-8 with one damaged line': [
      Buffer.concat([Buffer.from(file(ROW)), Buffer.from('54e5ad', 'hex'), Buffer.from('\n')]),
      3,
      /UTF-8.*第 3 行.*损坏/,
    ],
    'a line of 5 MB': [
      file(ROW, `TS1,2018,${'费'.repeat(1_700_000)},1,`, ROW),
      3,
      /第 3 行超过 1048576 字节/,
    ],
    'a last line of 5 MB without an end': [`${file(ROW)}${'x'.repeat(5_000_000)}`, 3, /第 3 行超过/],
    'a record of 5 MB in short lines': [
      file(ROW, `TS1,2018,"${'x\n'.repeat(2_500_000)}`),
      3,
      /第 3 行.*引号/,
    ],
  };

  test.each(Object.entries(refusals))('%s', async (_name, [content, line, zh]) => {
    const refused = await refusalOf(content);
    expect(refused.line).toBe(line);
    expect(refused.reason.zh).toMatch(zh);
    expect(refused.reason.en).toMatch(/^[A-Z].*\.$/);
  });

  test.each([
    ['a path that does not exist', 'nothing.csv', '没有这个文件'],
    ['a folder', '.', '不是文件'],
  ])('%s', async (_name, path, zh) => {
    const folder = dirname(await fileOf(''));
    expect(await openExport(join(folder, path), [charges])).toMatchObject({
      kind: 'refused',
      reason: { zh: expect.stringContaining(zh) },
    });
  });
});

describe.each(
  Object.entries(encodings),
)('one line is rejected and nothing else is lost, in %s', (_name, encode) => {
  const rejects: Readonly<Record<string, [line: string, column: string | null, found: string, zh: RegExp]>> =
    {
      'a second header': [HEADER, null, '', /第二行表头/],
      'a sub-header': ['学号,学年,(项目),(元),', null, '', /第二行表头/],
      'a unit line': [',,,(元),', '学号', '', /学号为空/],
      'fewer fields': ['TS2,2018,学费', null, '', /3 个字段，表头有 5 个/],
      'more fields': ['TS2,2018,学费,1,234.50,', null, '', /6 个字段，表头有 5 个/],
      'an exponent': ['TS2,2018,学费,1e3,', '总欠款(元)', '1e3', /“1e3” 不是金额/],
      'a full-width student number': ['ＴＳ２,2018,学费,1,', '学号', 'ＴＳ２', /全角/],
      'a formula': ['TS2,2018,学费,1,=1+1', '备注', '=1+1', /公式/],
      'a formula that runs a program': [
        "TS2,2018,=cmd|' /C calc'!A0,1,",
        '收费项目名称',
        "=cmd|' /C calc'!A0",
        /公式/,
      ],
      'NUL bytes': ['TS2,20\u000018,学费,1,', null, 'TS2,20\u000018,学费,1,', /NUL/],
      'text after a quotation mark': ['TS2,2018,"学"费,1,', null, 'TS2,2018,"学"费,1,', /引号/],
      'the key of another row with another value': [
        'TS2020S1,2018-2019学年,学费,61,',
        '学号、收费学年、收费项目名称',
        'TS2020S1、2018-2019学年、学费',
        /与第 2 行是同一条记录，但内容不同/,
      ],
    };

  test.each(Object.entries(rejects))('%s', async (_case, [line, column, found, zh]) => {
    const { values, rejected, skipped } = await readAll(encode(file(ROW, line, 'TS2020S2,2018,学费,-5,')));
    expect(values).toEqual([CHARGE, { ...CHARGE, studentId: 'TS2020S2', amount: -500 }]);
    expect(rejected).toHaveLength(1);
    expect(rejected[0]).toMatchObject({ line: 3, column, found, reason: { zh: expect.stringMatching(zh) } });
    expect(rejected[0]?.raw.join(',')).toBe(line.replaceAll('""', '"'));
    expect(skipped).toEqual([]);
  });

  test.each([
    ['within a quoted field', 'TS2,2018,"学', null],
    ['within a quoted field that has line breaks', 'TS2,2018,"学\r\n费\r\n', null],
    ['between fields', 'TS2,2018', null],
    ['within the amount column', 'TS2,2018,学费,', null],
  ])('a last line torn %s', async (_case, torn) => {
    const { values, rejected } = await readAll(encode(`${file(ROW, 'TS3,2018,学费,1,')}${torn}`));
    expect(values.map(({ studentId }) => studentId)).toEqual(['TS2020S1', 'TS3']);
    expect(rejected.map(({ line, column }) => [line, column])).toEqual([[4, null]]);
  });

  test.each([
    '合计,,,180.00,',
    '总计欠款（元）,,,180,',
    '合 计：,,,,',
    '"小计",,,60',
    ',,,,\r\n总计：180元,,,,',
    '本页合计3人,,,,',
  ])('but a totals line is passed over with a note: %j', async (totals) => {
    const { values, rejected, skipped } = await readAll(encode(file(ROW, totals)));
    expect([values, rejected]).toEqual([[CHARGE], []]);
    expect(skipped).toMatchObject([{ reason: { zh: expect.stringContaining('合计行') } }]);
  });

  test('and a row that comes twice is one row', async () => {
    const { values, found } = await readAll(encode(file(ROW, ' TS2020S1 ,2018/19,学费,￥60.00,', ROW)));
    expect([values, found.length]).toEqual([[CHARGE], 1]);
  });
});

test('an unquoted 1,234.50 is never read as 1 yuan under a header that ends with a delimiter', async () => {
  const { values, rejected } = await readAll(
    '学号,学年,收费项目,总欠款,\nTS2,2018,学费,1,234.50\nTS2020S1,2018,学费,60,\n',
  );
  expect(values).toEqual([CHARGE]);
  expect(rejected).toMatchObject([{ line: 2, column: null, found: '234.50' }]);
});

test('a totals word in a readable row does not hide the row', async () => {
  const { values } = await readAll('收费项目名称,学号,学年,总欠款\n合计,TS2020S1,2018,60\n');
  expect(values).toEqual([{ ...CHARGE, item: '合计' }]);
});

test('a quotation mark without a partner never swallows a row unseen', async () => {
  const lines = ['TS1,2018,学费,1,,"没有成对', 'TS2,2018,学费,999,,"', 'TS3,2018,学费,1,,'];
  const { values, rejected } = await readAll(`${HEADER},说明\n${lines.join('\n')}\n`);
  expect(values.map(({ studentId }) => studentId)).toEqual(['TS3']);
  expect(rejected).toMatchObject([
    { line: 2, reason: { zh: expect.stringContaining('第 3 行被当成了它的一部分') } },
  ]);
});

test('a totals line may not hide a row either', async () => {
  const { rejected, skipped } = await readAll(`${HEADER},说明\n合计,,,,,"没有成对\nTS2,2018,学费,999,,"\n`);
  expect([rejected.length, skipped.length]).toEqual([1, 0]);
});

test('a row that is rejected for a value does not claim its key', async () => {
  const { values, rejected } = await readAll(file('TS2020S1,2018,学费,x,', ROW));
  expect([values, rejected.length]).toEqual([[CHARGE], 1]);
});

test('a conflict is found however far apart the two rows are', async () => {
  const many = Array.from({ length: 40_000 }, (_, n) => `TS${n},2018,学费,60,`);
  const { values, rejected } = await readAll(
    file(ROW, ...many, 'TS2020S1,2018,学费,0,', 'TS39999,2018,学费,0,'),
  );
  expect(values).toHaveLength(40_001);
  expect(rejected.map(({ line, reason }) => [line, /第 \d+ 行/.exec(reason.zh)?.[0]])).toEqual([
    [40_003, '第 2 行'],
    [40_004, '第 40002 行'],
  ]);
});
