import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodings, HEADER } from './charges.ts';
import { fileOf } from './read-all.ts';

const MEGABYTE = 1_000_000;
const run = promisify(execFile);

/** Writes at least 60 MB of rows of a hundred bytes; resolves to how many. */
async function writeLongFile(path: string, encode: (text: string) => Buffer): Promise<number> {
  const file = createWriteStream(path);
  file.write(encode(`${HEADER},说明\r\n`));
  let rows = 0;
  while (file.bytesWritten + file.writableLength < 60 * MEGABYTE) {
    let block = '';
    for (let n = 0; n < 2000; n++) {
      rows++;
      block += `TS${rows},2018-2019,学费及代收费用,"1,234.50",备注,"二〇一八年秋季学期应缴未缴的费用, 第 ${rows} 笔"\r\n`;
    }
    if (!file.write(encode(block))) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return rows;
}

describe.each(
  Object.entries(encodings).filter(([name]) => name !== 'UTF-8 with BOM'),
)('%s', (_name, encode) => {
  let path: string;
  let rows: number;
  beforeAll(async () => {
    path = await fileOf('');
    rows = await writeLongFile(path, encode);
  });

  test('a file of 60 MB is read with less than 80 MB of memory', { timeout: 180_000 }, async () => {
    const reader = new URL('./read-long-file.ts', import.meta.url);
    const { stdout } = await run(process.execPath, [reader.pathname, path]);
    const measured: { rows: number; others: number; grownBytes: number } = JSON.parse(stdout);
    expect(measured).toMatchObject({ rows, others: 0 });
    expect(measured.grownBytes / MEGABYTE).toBeLessThan(80);
  });
});
