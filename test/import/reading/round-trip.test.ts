import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { test } from 'vitest';
import { openExport } from '../../../subgraphs/kit/import/reading/export-file.ts';
import type { FileKind } from '../../../subgraphs/kit/import/reading/file-kind.ts';
import { type ParseCell, rejected, value } from '../../../subgraphs/kit/import/reading/parsed.ts';
import { encodings } from './charges.ts';
import { fileOf } from './read-all.ts';

// Any text at all: what the cells mean is another test's business.
const asFound: ParseCell<string> = (cell) => value(cell);
const rowName: ParseCell<string> = (cell) =>
  /^row\d+$/.test(cell) ? value(cell) : rejected('不是行名', 'no row name');
const table: FileKind<{ name: string; one: string; two: string }> = {
  name: 'table',
  label: { zh: '表', en: 'table' },
  columns: {
    name: { headers: ['行名'], required: true, parse: rowName },
    one: { headers: ['甲'], required: true, parse: asFound },
    two: { headers: ['乙'], required: true, parse: asFound },
  },
  key: ['name'],
};

// NUL damages a row by contract; these code points iconv-lite writes differently from the WHATWG standard that is read.
const SPECIAL = [...',;\t"\'\r\n =+-@费１𠮷\u3000\u00a0\uFEFF'];
const character = fc.oneof(
  fc.constantFrom(...SPECIAL),
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: 1 })
    .filter((unit) => !/[\0\uE000-\uF8FF\u9FB4-\u9FBB\uFE10-\uFE19]/.test(unit)),
);
const cell = fc.array(character, { maxLength: 12 }).map((units) => units.join(''));

test('any table that a CSV library writes is read back equal, in every encoding, delimiter and line end', async () => {
  const form = fc.record({
    encode: fc.constantFrom(...Object.values(encodings)),
    delimiter: fc.constantFrom(',' as const, '\t' as const, ';' as const),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    quoted: fc.boolean(),
  });
  // Repeated, so that files are longer than the blocks in which they are read, and blocks end anywhere.
  const cells = fc
    .tuple(fc.array(fc.tuple(cell, cell), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }))
    .map(([pairs, times]) => Array.from({ length: times }, () => pairs).flat());
  await fc.assert(
    fc.asyncProperty(cells, form, async (pairs, { encode, delimiter, lineEnd, quoted }) => {
      const rows = pairs.map(([one, two], index) => ({ name: `row${index}`, one, two }));
      const text = stringify([['行名', '甲', '乙'], ...rows.map(({ name, one, two }) => [name, one, two])], {
        delimiter,
        record_delimiter: lineEnd,
        quoted,
        // By itself the library quotes only for the line end it writes; a reader must take all three.
        quoted_match: /[\r\n]/,
      });
      const opened = await openExport(await fileOf(encode(text)), [table]);
      if (opened.kind === 'refused') throw new Error(opened.reason.zh);
      let at = 0;
      for await (const row of opened.rows()) {
        const expected = rows[at++];
        if (row.kind !== 'row') throw new Error(`${row.kind} at ${row.line}: ${row.reason.zh}`);
        if (JSON.stringify(row.values) !== JSON.stringify(expected)) {
          throw new Error(`${JSON.stringify(row.values)} instead of ${JSON.stringify(expected)}`);
        }
      }
      if (at !== rows.length) throw new Error(`${at} rows instead of ${rows.length}`);
    }),
    { numRuns: 300 },
  );
});
