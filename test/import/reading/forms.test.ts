import { describe, expect, test } from 'vitest';
import { CHARGE, charges, encodings, HEADER, ROW } from './charges.ts';
import { readAll } from './read-all.ts';

const lineEnds = { LF: '\n', CRLF: '\r\n', CR: '\r' };
const delimiters = { comma: ',', tab: '\t', semicolon: ';' } as const;

describe.each(Object.entries(encodings))('%s', (name, encode) => {
  describe.each(Object.entries(delimiters))('with %s', (_delimiter, delimiter) => {
    test.each(Object.entries(lineEnds))('and %s is found out and read', async (_lineEnd, lineEnd) => {
      const text = ['', HEADER, ROW, '', 'TS2020S2,2019,"住宿费 ""东苑""",72.4,"学期""末"""', '', ''].join(
        '\n',
      );
      const { opened, values, rejected, found } = await readAll(
        encode(text.replaceAll(',', delimiter).replaceAll('\n', lineEnd)),
      );
      expect(opened).toMatchObject({
        delimiter,
        encoding: name === 'GB18030' ? 'gb18030' : 'utf-8',
        fileKind: charges,
      });
      expect(rejected).toEqual([]);
      expect(values).toEqual([
        CHARGE,
        { studentId: 'TS2020S2', year: 2019, item: '住宿费 "东苑"', amount: 7240, remark: '学期"末"' },
      ]);
      expect(found.map(({ line }) => line)).toEqual([3, 5]);
    });
  });
});

test('characters of four bytes survive in GB18030', async () => {
  const { values } = await readAll(encodings.GB18030?.(`${HEADER}\nTS1,2018,𠮷㐀,1,\n`) ?? '');
  expect(values).toEqual([expect.objectContaining({ item: '𠮷㐀' })]);
});

test('what is stated outranks what is found', async () => {
  const semicolon = `${HEADER}\n${ROW}\n`.replaceAll(',', ';');
  expect((await readAll(semicolon, { delimiter: ';', encoding: 'utf-8' })).values).toEqual([CHARGE]);
  await expect(readAll(semicolon, { delimiter: '\t' })).rejects.toThrow('表头无法识别');
  await expect(readAll(semicolon, { encoding: 'gb18030' })).rejects.toThrow('refused');
});

test('lines keep their numbers below quoted fields with line breaks of every kind', async () => {
  const rows = ['TS1,2018,a,1,,"x\r\ny"', 'TS2,2018,a,1,,"x\n\ny"', 'TS3,2018,a,1,,"\rx"', 'TS4,2018,a,x,,'];
  const { found } = await readAll(`${HEADER},"其他\n说明"\r\n${rows.join('\r\n')}`);
  expect(found.map(({ kind, line }) => [kind, line])).toEqual([
    ['row', 3],
    ['row', 5],
    ['row', 8],
    ['rejected', 10],
  ]);
});

test('line ends may be mixed', async () => {
  const { values, rejected } = await readAll(
    `${HEADER}\n${ROW}\r\nTS2020S2,2018,学费,1,\rTS2020S3,2018,学费,1,`,
  );
  expect([values.length, rejected]).toEqual([3, []]);
});

test('progress grows to the size of the file, and rows can be read again', async () => {
  const text = HEADER + Array.from({ length: 2000 }, (_, n) => `\nTS${n},2018,学费,60,`).join('');
  const { opened, values } = await readAll(text);
  const seen: number[] = [];
  let again = 0;
  for await (const _row of opened.rows((bytesRead) => seen.push(bytesRead))) again++;
  expect([again, values.length]).toEqual([2000, 2000]);
  expect(seen.length).toBeGreaterThan(3);
  expect(seen).toEqual([...seen].sort((one, other) => one - other));
  expect(seen.at(-1)).toBe(opened.totalBytes);
});
