import { access, readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { openExport } from '../../../subgraphs/kit/import/reading/export-file.ts';
import { createRejectsWriter } from '../../../subgraphs/kit/import/reading/rejects-file.ts';
import { charges, HEADER, ROW } from './charges.ts';
import { fileOf } from './read-all.ts';

/** Imports a file's rows to nowhere and its rejects to the file beside it. */
async function writeRejects(text: string) {
  const input = await fileOf(text);
  const opened = await openExport(input, [charges]);
  if (opened.kind === 'refused') throw new Error(opened.reason.zh);
  const rejects = createRejectsWriter(input, opened.header);
  for await (const row of opened.rows()) if (row.kind === 'rejected') await rejects.write(row);
  return { input, written: await rejects.close() };
}

test('rejected rows are written beside the input, with line, column, value, reason and their own fields', async () => {
  const { input, written } = await writeRejects(
    `${HEADER}\n${ROW}\nTS2,2018,学费,1e3,"a, ""b"""\n合计,,,,\nTS3,2018\n`,
  );
  expect(written).toEqual({ path: `${input}.rejects.csv`, count: 2 });
  const content = await readFile(`${input}.rejects.csv`, 'utf8');
  expect(content.startsWith('\uFEFF行号,列,值,原因,学号,')).toBe(true);
  expect(content.endsWith('\r\n')).toBe(true);
  const [header, first, second] = parse(content, { bom: true, relax_column_count: true });
  expect(header).toEqual(['行号', '列', '值', '原因', ...HEADER.split(',')]);
  expect(first).toEqual([
    '3',
    '总欠款(元)',
    '1e3',
    expect.stringMatching(/“1e3” 不是金额.*no amount/),
    'TS2',
    '2018',
    '学费',
    '1e3',
    'a, "b"',
  ]);
  expect(second).toEqual(['5', '', '', expect.stringContaining('2 个字段'), 'TS3', '2018']);
});

test('cells that a spreadsheet would run are defused', async () => {
  const row = '@x,-2018,+1|2,-5,"\t=1+1"';
  const { input } = await writeRejects(`${HEADER}\n${row}\n"=cmd|' /C calc'!A0",2018,学费,-x,\n`);
  const cells: string[][] = parse(await readFile(`${input}.rejects.csv`), { bom: true });
  expect(cells[1]?.slice(4)).toEqual(["'@x", "'-2018", "'+1|2", "'-5", "'\t=1+1"]);
  expect(cells.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
});

test('nothing is written when nothing is rejected', async () => {
  const { input, written } = await writeRejects(`${HEADER}\n${ROW}\n`);
  expect(written).toBeNull();
  await expect(access(`${input}.rejects.csv`)).rejects.toThrow('ENOENT');
});

test('a corrected rejects file is imported as it stands, credits included', async () => {
  const { written } = await writeRejects(`${HEADER}\nＴＳ,2018,学费,-5,\n`);
  const corrected = (await readFile(written?.path ?? '', 'utf8')).replaceAll('ＴＳ', 'TS');
  const opened = await openExport(await fileOf(corrected), [charges]);
  if (opened.kind === 'refused') throw new Error(opened.reason.zh);
  for await (const row of opened.rows()) {
    expect(row).toMatchObject({ kind: 'row', line: 2, values: { studentId: 'TS', amount: -500 } });
  }
  expect.assertions(1);
});

test('a thousand rejects are all there', async () => {
  const lines = Array.from({ length: 1000 }, (_, n) => `TS${n},2018,学费,错${'误'.repeat(n % 50)},`);
  const { input, written } = await writeRejects([HEADER, ...lines].join('\n'));
  expect(written?.count).toBe(1000);
  const cells: string[][] = parse(await readFile(`${input}.rejects.csv`), { bom: true });
  expect(cells.slice(1).map(([line]) => Number(line))).toEqual(lines.map((_, n) => n + 2));
});
