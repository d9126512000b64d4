import { describe, expect, test } from 'vitest';
import { csvOf } from '../../../web/result/csv.ts';
import { jsonLinesOf } from '../../../web/result/json-lines.ts';
import { listsIn } from '../../../web/result/lists.ts';
import { numberColumns, numbersOf } from '../../../web/result/sheet.ts';
import { sheetOfList } from '../../../web/result/sheet-of-list.ts';

const pathsIn = (data: unknown) => listsIn(data).map(({ path, items }) => [path, items.length]);
const manyOf = (count: number) => Array.from({ length: count }, (_, x) => ({ x }));
const sheetOf = (list: unknown[]) => sheetOfList(listsIn({ list })[0]?.items ?? []);

describe('lists in an answer', () => {
  test('are found wherever they stand, the longest first, those in other lists last', () => {
    const data = { a: { b: [1, 2, 3] }, c: [{ d: [1, 2, 3, 4] }], e: { f: null, g: 'x' } };
    expect(pathsIn(data)).toEqual([
      ['a.b', 3],
      ['c', 1],
      ['c[].d', 4],
    ]);
  });

  test('of a connection are its nodes, by nodes or by edges, once', () => {
    const edges = [
      { cursor: 'x', node: { id: 1 } },
      { cursor: 'y', node: { id: 2 } },
    ];
    expect(listsIn({ all: { edges } })[0]?.items.map(({ value }) => value)).toEqual([{ id: 1 }, { id: 2 }]);
    expect(pathsIn({ all: { edges, nodes: [{ id: 1 }, { id: 2 }] } })).toEqual([['all.nodes', 2]]);
  });

  test('within items of a list are one list, whose rows say which item they belong to', () => {
    const nodes = [
      { id: 'A', name: { zh: '甲' }, finance: { charges: [{ fen: 1 }, { fen: 2 }] } },
      { id: 'B', finance: { charges: [] } },
      { id: 'C', finance: null },
      { id: 'D', finance: { charges: [{ fen: 3 }] } },
    ];
    const charges = listsIn({ students: { nodes } }).find(({ path }) => path.endsWith('charges'));
    expect(charges?.path).toBe('students.nodes[].finance.charges');
    expect(sheetOfList(charges?.items ?? [])).toEqual({
      columns: ['nodes.id', 'nodes.name.zh', 'fen'],
      rows: [
        ['A', '甲', 1],
        ['A', '甲', 2],
        ['D', null, 3],
      ],
    });
  });

  test.each([null, undefined, 1, 'x', [], {}, { a: 1 }])('are none in %j', (data) => {
    expect(listsIn(data)).toEqual([]);
  });
});

describe('a list as a sheet', () => {
  test('has a column for each field that any item has, inner ones by their path, null where one has none', () => {
    expect(
      sheetOf([
        { a: 1, b: { zh: '甲', en: 'A' } },
        { c: true, a: null },
      ]),
    ).toEqual({
      columns: ['a', 'b.zh', 'b.en', 'c'],
      rows: [
        [1, '甲', 'A', null],
        [null, null, null, true],
      ],
    });
  });

  test('puts plain lists into one cell, short lists of objects into columns, long ones as JSON', () => {
    const list = listsIn({ list: [{ codes: ['A', 'B'], few: [{ x: 1 }, { x: 2 }], many: manyOf(7) }] });
    const sheet = sheetOfList(list.find(({ path }) => path === 'list')?.items ?? []);
    expect(sheet.columns).toEqual(['codes', 'few.0.x', 'few.1.x', 'many']);
    expect(sheet.rows).toEqual([['A · B', 1, 2, JSON.stringify(manyOf(7))]]);
  });

  test('names the columns of counts by what they count', () => {
    const counts = [
      { outcome: 'PASSED', students: { count: 12 } },
      { outcome: 'UNKNOWN', students: { count: null } },
    ];
    expect(sheetOf([{ code: 'library', outcomes: counts }]).columns).toEqual([
      'code',
      'outcomes.PASSED.students.count',
      'outcomes.UNKNOWN.students.count',
    ]);
    expect(sheetOf([{ twice: [counts[0], counts[0]] }]).columns).toContain('twice.1.outcome');
  });

  test('of plain values has one column', () => {
    expect(sheetOf(['x', 'y'])).toEqual({ columns: ['value'], rows: [['x'], ['y']] });
  });

  test('is drawn by columns that hold numbers and nothing else', () => {
    const sheet = sheetOf([
      { name: 'A', count: 1, mixed: 1, none: null },
      { name: 'B', count: null, mixed: 'x', none: null },
    ]);
    expect(numberColumns(sheet)).toEqual([1]);
    expect(numbersOf(sheet, 1)).toEqual([1, null]);
  });
});

describe('a sheet as CSV', () => {
  const textOf = (cell: string | number | boolean | null) => csvOf({ columns: ['c'], rows: [[cell]] });

  test('begins with a byte order mark and ends its lines as spreadsheets do', () => {
    expect(csvOf({ columns: ['学院', '人数'], rows: [['信息与控制工程学院', 12]] })).toBe(
      '\ufeff学院,人数\r\n信息与控制工程学院,12\r\n',
    );
  });

  test.each([
    '=1+1',
    '+1',
    '-1+2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '=HYPERLINK("http://x","y")',
    '＝1+1',
  ])('defuses the formula %j, in cells and in headings', (formula) => {
    expect(textOf(formula).split('\r\n').slice(1).join('\r\n')).toMatch(/^"?'/);
    expect(csvOf({ columns: [formula], rows: [] })).toMatch(/^\ufeff"?'/);
  });

  test('leaves numbers numbers, also negative ones', () => {
    expect(textOf(-5)).toBe('\ufeffc\r\n-5\r\n');
    expect(textOf(682.4)).toContain('682.4');
  });

  test('quotes what would end a cell, writes booleans as words and null as nothing', () => {
    expect(textOf('a,"b"\nc')).toBe('\ufeffc\r\n"a,""b""\nc"\r\n');
    expect(textOf(true)).toContain('true');
    expect(textOf(false)).toContain('false');
    expect(csvOf({ columns: ['a', 'b'], rows: [[null, 1]] })).toContain('\r\n,1\r\n');
  });
});

describe('JSON Lines', () => {
  const linesOf = (data: unknown, path: string) =>
    jsonLinesOf(listsIn(data).find((one) => one.path === path)?.items ?? []);

  test('are one value a line, as it was answered', () => {
    expect(linesOf({ list: [{ a: '行\n' }, 1, null] }, 'list')).toBe('{"a":"行\\n"}\n1\nnull\n');
  });

  test('of a list within the items of another say which item they belong to, as the table does', () => {
    const nodes = [{ id: 'A', name: { zh: '甲' }, charges: [{ fen: 1, id: 'c' }, null], codes: ['X'] }];
    expect(linesOf({ nodes }, 'nodes[].charges')).toBe(
      '{"nodes.id":"A","nodes.name.zh":"甲","fen":1,"id":"c"}\n{"nodes.id":"A","nodes.name.zh":"甲","value":null}\n',
    );
    expect(linesOf({ nodes }, 'nodes[].codes')).toBe('{"nodes.id":"A","nodes.name.zh":"甲","value":"X"}\n');
  });
});
