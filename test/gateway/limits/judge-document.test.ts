import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createDocumentJudge } from '../../../gateway/request/limits/judge-document.ts';
import { measureDocument } from '../../../gateway/request/limits/measure-document.ts';
import { defaultQueryLimits } from '../../../gateway/request/limits/query-limits.ts';
import { scanText } from '../../../gateway/request/limits/scan-text.ts';

const ROOT = join(import.meta.dirname, '../../..');
const schema = buildSchema(readFileSync(join(ROOT, 'schema/api.graphql'), 'utf8'));
const judge = createDocumentJudge(defaultQueryLimits);
const judged = (text: string, variables: Record<string, unknown> = {}) => {
  const judgement = judge.free({ schema, text, variables });
  return judgement.kind === 'refused' ? judgement.code : judgement.kind;
};
const costOf = (text: string, variables: Record<string, unknown> = {}) => {
  const measured = measureDocument(parse(text), { schema, variables, rowsOfList: 5 });
  return measured === 'circular' ? measured : measured.cost;
};
const times = <Made>(count: number, write: (index: number) => Made): Made[] =>
  Array.from({ length: count }, (_, i) => write(i));

const TOO_MUCH = 'QUERY_TOO_COMPLEX';
const bomb = times(30, (n) => `fragment F${n} on Student { ...F${n + 1} ...F${n + 1} }`).join(' ');

describe('a hostile document', () => {
  it.each<[string, string, string]>([
    ['101 aliases', `{ ${times(101, (n) => `a${n}: __typename`).join(' ')} }`, TOO_MUCH],
    ['16 aliases of clearance', `{ ${times(16, (n) => `a${n}: clearance { id }`).join(' ')} }`, TOO_MUCH],
    [
      'aliases in a fragment spread often',
      `{ ${times(6, (n) => `clearance { f${n}: id ...F }`).join(' ')} } fragment F on Student { ${times(10, (n) => `a${n}: id`).join(' ')} }`,
      TOO_MUCH,
    ],
    ['100 directives', `{ clearance { id ${'@include(if: true) '.repeat(100)} } }`, TOO_MUCH],
    ['3000 times a field', `{ clearance { ${'id '.repeat(3000)} } }`, TOO_MUCH],
    [
      '200 × 100 inline fragments',
      `{ ${`${'... { '.repeat(100)} a ${'} '.repeat(100)}`.repeat(200)} }`,
      TOO_MUCH,
    ],
    ['a depth of 20,000', `{ ${'a { '.repeat(20_000)}`, TOO_MUCH],
    ['a list of lists', `{ clearance(studentId: ${'['.repeat(20_000)} ) { id } }`, TOO_MUCH],
    ['depth through fragments', `{ ${deepBy(20)}`, TOO_MUCH],
    [
      'depth through a fragment called __schema',
      `{ clearance { ...__schema } } fragment __schema on Student ${nested(20)}`,
      TOO_MUCH,
    ],
    [
      'a fragment in itself',
      '{ clearance { ...A } } fragment A on Student { id ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a circle nobody uses',
      '{ clearance { id } } fragment A on Student { ...B } fragment B on Student { ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'fragments that double 30 times',
      `{ clearance { ...F0 } } ${bomb} fragment F30 on Student { id }`,
      TOO_MUCH,
    ],
    ['the same, unused', `{ __typename } ${bomb} fragment F30 on Student { id }`, TOO_MUCH],
    ['a million students', '{ students(first: 1000000) { nodes { id } } }', TOO_MUCH],
    ['1 MB of white space', `{ clearance ${' '.repeat(1e6)} { id } }`, TOO_MUCH],
  ])('with %s is refused within 200 ms', (_, text, code) => {
    const began = process.cpuUsage();
    expect(judged(text)).toBe(code);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(200);
  });

  it.each([
    ['repeats a chain of fields', `{ ${'clearance { library { reasons { code } } } '.repeat(98)} }`],
    ['repeats one field', `{ clearance { ${'id '.repeat(490)} } }`],
    ['spreads one fragment', `{ clearance { ${'...F '.repeat(240)} } } fragment F on Student { id name }`],
    [
      'spreads many fragments',
      `{ clearance { ${times(75, (n) => `...F${n}`).join(' ')} } } ${times(75, (n) => `fragment F${n} on Student { id name }`).join(' ')}`,
    ],
  ])('that %s as often as it may is validated within 200 ms', (_, text) => {
    expect(judged(text)).toBe('fits');
    const document = parse(text);
    const took = times(3, () => {
      const { user, system } = process.cpuUsage();
      validate(schema, document);
      const after = process.cpuUsage();
      return (after.user + after.system - user - system) / 1000;
    });
    // The first one compiles.
    expect(Math.min(...took)).toBeLessThan(200);
  });
});

/** A chain of fragments, each one field deeper than the other. */
function deepBy(count: number): string {
  const chain = times(count, (n) => `fragment D${n} on Student { id { ...D${n + 1} } }`);
  return `clearance { ...D0 } } ${chain.join(' ')} fragment D${count} on Student { id }`;
}

function nested(depth: number): string {
  return `${'{ a '.repeat(depth)} ${'}'.repeat(depth)}`;
}

describe('what a page asks for', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'schema/documents/web.json'), 'utf8'));
  const texts = Object.values<string>(manifest);
  const half = { ...defaultQueryLimits };
  for (const key of Object.keys(half) as (keyof typeof half)[])
    if (key !== 'rowsOfList') Object.assign(half, { [key]: defaultQueryLimits[key] / 2 });
  const strict = createDocumentJudge(half);

  it.each(
    texts.map((text) => [text.slice(0, 40), text]),
  )('%s… needs half of each limit at most', (_, text) => {
    expect(strict.free({ schema, text, variables: {} }).kind).toBe('fits');
  });

  it('has no operation that is not looked at here', () => {
    const operations = readdirSync(join(ROOT, 'schema/operations')).map((file) =>
      readFileSync(join(ROOT, 'schema/operations', file), 'utf8'),
    );
    const names = operations.flatMap((text) => [
      ...text.matchAll(/^(?:query|mutation|subscription) (\w+)/gm),
    ]);
    for (const [, name] of names) expect(texts.join('\n')).toContain(`${name}`);
  });

  it('fits as introspection of tools', () => {
    expect(judged(getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }))).toBe('fits');
  });
});

describe('a text', () => {
  it.each<[string, string, string]>([
    ['brackets in a string', `{ a(b: "${'{'.repeat(100)}") }`, 'fits'],
    ['brackets in a block string', `{ a(b: """${'{['.repeat(100)}""") }`, 'fits'],
    ['brackets in a comment', `{ a #${'{'.repeat(100)}\n }`, 'fits'],
    ['brackets after an escaped quote', `{ a(b: "\\"${'('.repeat(100)}") }`, 'fits'],
    ['brackets side by side', `{ ${'a { b } '.repeat(100)} }`, 'fits'],
    ['no end to a string', '{ a(b: "', 'unreadable'],
    ['40 levels', `${'{'.repeat(40)}`, 'fits'],
    ['41 levels', `${'{'.repeat(41)}`, 'brackets'],
  ])('with %s is %s', (_, text, scan) => {
    expect(scanText(text, defaultQueryLimits)).toBe(scan);
  });
});

describe('the cost', () => {
  it.each<[string, string, Record<string, unknown>, number]>([
    ['of a field is one', '{ clearance { id name } }', {}, 3],
    ['of rows is by first', '{ students(first: 10) { nodes { id name } } }', {}, 1 + 1 + 10 * 2],
    ['of rows is by the default of first', '{ students { nodes { id } } }', {}, 2 + 50],
    [
      'of rows is by a variable',
      'query ($n: Int!) { students(first: $n) { nodes { id } } }',
      { n: 7 },
      2 + 7,
    ],
    [
      'of rows is by the default of a variable',
      'query ($n: Int! = 9) { students(first: $n) { nodes { id } } }',
      {},
      2 + 9,
    ],
    [
      'of a page does not multiply what stands beside its rows',
      '{ students(first: 9) { pageInfo { endCursor } } }',
      {},
      3,
    ],
    ['of a plain list is by five rows', '{ clearance { library { reasons { code url } } } }', {}, 3 + 5 * 2],
    [
      'of rows in fragments is by their field',
      '{ students(first: 9) { ...P } } fragment P on StudentConnection { nodes { id } }',
      {},
      2 + 9,
    ],
  ])('%s', (_, text, variables, cost) => {
    expect(costOf(text, variables)).toBe(cost);
  });

  it('of a trusted document is judged by its variables', () => {
    const text = 'query ($n: Int!) { students(first: $n) { nodes { id } } }';
    const kinds = [10, 1e9, 10].map((n) => judge.trusted({ schema, text, variables: { n } }).kind);
    expect(kinds).toEqual(['fits', 'refused', 'fits']);
  });
});
