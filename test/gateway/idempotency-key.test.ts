import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { startSubgraph, type TestDepartment } from './kit/departments.ts';
import { testConfig, testPorts } from './kit/gateway-parts.ts';
import { compose } from './kit/graph.ts';

const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@policy"])
  scalar IdempotencyKey
  input SubmitInput { what: String idempotencyKey: IdempotencyKey }
  input PlainInput { what: String }
  type Query { hello: String @policy(policies: [["public"]]) }
  type Mutation {
    submit(input: SubmitInput!): String @policy(policies: [["public"]])
    plain(input: PlainInput!): String @policy(policies: [["public"]])
  }
`;
const KEY = 'key-0123456789-abc';
const OTHER = 'key-9876543210-xyz';

let desk: TestDepartment;
let gateway: Gateway;
let url: string;
let directory: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'gateway-'));
  desk = await startSubgraph(SDL, {
    Query: { hello: () => 'hello' },
    Mutation: {
      submit: (_: unknown, { input }: { input: object }) => JSON.stringify(input),
      plain: (_: unknown, { input }: { input: object }) => JSON.stringify(input),
    },
  });
  const supergraphFile = join(directory, 'supergraph.graphql');
  await writeFile(supergraphFile, compose({ desk: desk.url }, { desk: SDL }));
  gateway = await createGateway(testConfig({ supergraphFile, dataDir: directory }), testPorts());
  url = await gateway.listen();
});
afterAll(async () => {
  await gateway.close();
  await desk.stop();
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  desk.received.length = 0;
});

async function send(query: string, variables: object, header?: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(header !== undefined && { 'idempotency-key': header }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = (await response.json()) as {
    data?: Record<string, string>;
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, data, codes: errors.map(({ extensions }) => extensions.code) };
}

const WHOLE = 'mutation ($input: SubmitInput!) { submit(input: $input) }';
const DEFAULTED = 'mutation ($input: SubmitInput! = { what: "w" }) { submit(input: $input) }';
const LITERAL = 'mutation { submit(input: { what: "w" }) }';
const LITERAL_NULL = 'mutation { submit(input: { idempotencyKey: null, what: "w" }) }';
const BY_VARIABLE = 'mutation ($key: IdempotencyKey) { submit(input: { what: "w", idempotencyKey: $key }) }';
const IN_FRAGMENT = 'mutation { ...Do } fragment Do on Mutation { submit(input: { what: "w" }) }';

/** Every way to write an input without its key. */
const without: [string, string, object][] = [
  ['a variable', WHOLE, { input: { what: 'w' } }],
  ['a variable whose key is null', WHOLE, { input: { what: 'w', idempotencyKey: null } }],
  ['a default', DEFAULTED, {}],
  ['a literal', LITERAL, {}],
  ['a literal whose key is null', LITERAL_NULL, {}],
  ['a literal in a fragment', IN_FRAGMENT, {}],
  ['an absent variable for the key', BY_VARIABLE, {}],
];
/** Every way to write an input with a key. */
const withKey = (key: string): [string, string, object][] => [
  ['a variable', WHOLE, { input: { what: 'w', idempotencyKey: key } }],
  ['a literal', `mutation { submit(input: { what: "w", idempotencyKey: "${key}" }) }`, {}],
  ['a variable for the key', BY_VARIABLE, { key }],
];

describe('the header Idempotency-Key', () => {
  it.each(without)('fills the absent key of %s', async (_, query, variables) => {
    for (const key of [KEY, OTHER]) {
      const { status, data, codes } = await send(query, variables, key);
      expect({ status, codes, input: JSON.parse(data?.submit ?? 'null') }).toEqual({
        status: 200,
        codes: [],
        input: { what: 'w', idempotencyKey: key },
      });
    }
  });

  it.each(withKey(KEY))('may repeat the key of %s', async (_, query, variables) => {
    for (const header of [undefined, KEY]) {
      const { data } = await send(query, variables, header);
      expect(JSON.parse(data?.submit ?? 'null')).toEqual({ what: 'w', idempotencyKey: KEY });
    }
  });

  it.each(
    withKey(KEY),
  )('that differs from the key of %s is refused, and nothing executes', async (_, query, variables) => {
    expect(await send(query, variables, OTHER)).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'] });
    expect(desk.received).toHaveLength(0);
  });

  it.each(
    without,
  )('is missed where %s has no key either, and nothing executes', async (_, query, variables) => {
    expect(await send(query, variables)).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'] });
    expect(desk.received).toHaveLength(0);
  });

  it.each([
    'short',
    'x'.repeat(65),
    'a key with spaces in it',
    `${KEY}, ${OTHER}`,
  ])('is refused as %j, and so is a key of that form', async (malformed) => {
    const answers = [
      await send(LITERAL, {}, malformed),
      await send(WHOLE, { input: { idempotencyKey: malformed } }),
      await send(WHOLE, { input: { idempotencyKey: 1234567890123456 } }),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'] });
    expect(desk.received).toHaveLength(0);
  });

  it('does not touch a mutation whose input has no such field, nor a query', async () => {
    const { data } = await send('mutation { plain(input: { what: "w" }) }', {}, KEY);
    expect(JSON.parse(data?.plain ?? 'null')).toEqual({ what: 'w' });
    expect(await send('{ hello }', {}, KEY)).toMatchObject({ status: 200, data: { hello: 'hello' } });
  });
});

describe('a document with several root mutation fields', () => {
  const submit = `submit(input: { idempotencyKey: "${KEY}" })`;
  it.each([
    ['side by side', `mutation { ${submit} plain(input: {}) }`],
    ['as two aliases of one', `mutation { a: ${submit} b: ${submit} }`],
    [
      'one of them in a fragment',
      `mutation { plain(input: {}) ...More } fragment More on Mutation { ${submit} }`,
    ],
    ['one of them in an inline fragment', `mutation { plain(input: {}) ... on Mutation { ${submit} } }`],
  ])('%s is refused, and nothing executes', async (_, query) => {
    expect(await send(query, {})).toMatchObject({ status: 400, codes: ['GRAPHQL_VALIDATION_FAILED'] });
    expect(desk.received).toHaveLength(0);
  });

  it('may have __typename and the same field twice', async () => {
    const { status, data } = await send(`mutation { __typename ${submit} ${submit} }`, {});
    expect({ status, data }).toMatchObject({ status: 200, data: { __typename: 'Mutation' } });
    expect(desk.received).toHaveLength(1);
  });
});
