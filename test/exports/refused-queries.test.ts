import { expect, test } from 'vitest';
import { readExportQuery } from '../../subgraphs/clearance/exports/query/read-export-query.ts';
import { fileColumns } from '../../subgraphs/clearance/exports/write/file-columns.ts';

/** Why a query cannot be exported, in both languages. */
function refusal(document: string, variables = {}): string {
  const read = readExportQuery(document, variables);
  return read.kind === 'unfit' ? `${read.message.zh} ${read.message.en}` : 'exported';
}

/** The header that a query gives. */
function header(document: string): string[] {
  const read = readExportQuery(document, {});
  if (read.kind === 'unfit') throw new Error(read.message.en);
  const departments = [
    { code: 'library', name: '图书馆' },
    { code: 'lab-safety', name: null },
  ];
  return fileColumns(read, departments).map(({ head }) => head);
}

const rows = 'nodes { studentId }';

test.each([
  ['a syntax error', '{ clearances {', /第 1 行.*Syntax Error/],
  ['a field that there is not', `{ clearances { nodes { nam } } }`, /第 1 行.*"nam"/],
  ['a value that the filter cannot have', `{ clearances(filter: { outcomes: GOOD }) { ${rows} } }`, /GOOD/],
  ['another root field', `{ clearances { ${rows} } reviewCases { nodes { id } } }`, /reviewCases 不能导出/],
  ['the figures', '{ clearanceReport { students { count } } }', /clearanceReport 不能导出/],
  ['introspection', '{ __schema { types { name } } }', /__schema 不能导出/],
  ['entities', '{ _entities(representations: []) { __typename } }', /_entities 不能导出/],
  [
    'the student',
    '{ clearances { nodes { studentId student { passed } } } }',
    /student 不能导出.*departments/,
  ],
  [
    'the student in a fragment',
    '{ clearances { nodes { ...A } } } fragment A on ClearanceRow { student { id } }',
    /student 不能导出/,
  ],
  ['edges', '{ clearances { edges { node { studentId } } } }', /edges 不能导出.*nodes/],
  ['page information', `{ clearances { ${rows} pageInfo { endCursor } } }`, /pageInfo 不能导出/],
  ['no rows', '{ clearances { totalCount } }', /totalCount 不能导出/],
  ['the list twice', `{ a: clearances { ${rows} } b: clearances { ${rows} } }`, /恰有一处/],
  ['the rows twice', `{ clearances { a: ${rows} b: ${rows} } }`, /恰有一处/],
  ['what is left out', `{ clearances @skip(if: true) { ${rows} } }`, /恰有一处.*@skip/],
  ['two queries', `query A { clearances { ${rows} } } query B { clearances { ${rows} } }`, /恰有一个 query/],
  ['a mutation', 'mutation { cancelExport(input: { id: "1" }) { __typename } }', /恰有一个 query/],
  ['a missing variable', `query ($y: Int!) { clearances(filter: { classYears: [$y] }) { ${rows} } }`, /\$y/],
  ['a hundred and one fields', `{ clearances { nodes { ${aliases(101)} } } }`, /最多 100 个字段/],
  ['a very long text', `{ clearances { nodes { ${aliases(2_000)} } } }`, /token/],
])('%s is refused with a sentence that says what to do', (_, document, sentence) => {
  expect(refusal(document)).toMatch(sentence);
  expect(refusal(document)).not.toMatch(/did you mean/i);
});

function aliases(count: number): string {
  return Array.from({ length: count }, (_, index) => `a${index}: name`).join(' ');
}

test('columns stand in the order of the query; departments one after another, without their codes', () => {
  expect(
    header('{ clearances { nodes { name departments { code outcome reasons } id: studentId } } }'),
  ).toEqual([
    '姓名 (name)',
    '图书馆结论 (library.outcome)',
    '图书馆原因 (library.reasons)',
    // Nobody gave this department a name.
    'lab-safety.outcome',
    'lab-safety.reasons',
    '学号 (id)',
  ]);
  expect(header('{ clearances { nodes { departments { code } } } }')).toEqual([
    '图书馆部门代码 (library.code)',
    'lab-safety.code',
  ]);
});

test('a column is called what its field is, whatever the query calls it; what GraphQL itself answers has its path only', () => {
  expect(header('{ clearances { nodes { d: departments { outcome } } } }')).toEqual([
    '图书馆结论 (d.library.outcome)',
    'd.lab-safety.outcome',
  ]);
  const document = `{ c: clearances { n: nodes { __typename ...A a: departments { x: outcome } b: departments { x: since __typename } } } }
    fragment A on ClearanceRow { name: studentId studentId: name }`;
  expect(header(document).filter((head) => !head.includes('lab-safety'))).toEqual([
    '__typename',
    '学号 (name)',
    '姓名 (studentId)',
    '图书馆结论 (a.library.x)',
    '图书馆起始时间（北京时间） (b.library.x)',
    'b.library.__typename',
  ]);
});
