import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSubgraphServer } from '../../subgraphs/kit/graph/subgraph-server.ts';
import { createServiceVerifier } from '../../subgraphs/kit/identity/service-verifier.ts';
import { openServiceKeys } from '../../wire/identity/service-keys.ts';

const directory = mkdtempSync(join(tmpdir(), 'services-only-'));
const file = join(directory, 'service.json');
let key: CryptoKey;
let stranger: CryptoKey;
let x: string;
let server: Awaited<ReturnType<typeof createSubgraphServer>>;
/** Operations that were executed. */
let executed = 0;
let ahead = 0;
const now = () => new Date(Date.now() + ahead);

async function newKey(kid: string) {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  return { key: pair.privateKey, jwk: { ...(await exportJWK(pair.privateKey)), kid } };
}

beforeAll(async () => {
  const own = await newKey('a');
  key = own.key;
  x = String(own.jwk.x);
  stranger = (await newKey('a')).key;
  writeFileSync(file, JSON.stringify(own.jwk));
  const sdlFile = join(directory, 'library.graphql');
  writeFileSync(
    sdlFile,
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])
    type Query { who: String }
    type Mutation { change: String }
    type Student @key(fields: "id") { id: ID! }`,
  );
  const keys = await openServiceKeys({ kind: 'given', file }, now, () => crypto.randomUUID());
  const who = (_parent: unknown, _args: unknown, { viewer }: { viewer: { sub?: string } }) =>
    viewer.sub ?? 'nobody';
  const resolvers = {
    Query: { who },
    Mutation: { change: who },
    Student: { __resolveReference: () => null },
  };
  server = await createSubgraphServer(
    { name: 'library', sdlFile: new URL(`file://${sdlFile}`), resolvers, migrations: {} },
    { readCaller: createServiceVerifier(keys, 'library', now), isReady: async () => true, logger: false },
  );
  server.graphql.addHook('preExecution', async () => {
    executed++;
  });
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

interface Token {
  readonly claims?: object;
  readonly header?: object;
  readonly signer?: CryptoKey | Uint8Array;
}

async function tokenOf({ claims = {}, header = {}, signer = key }: Token = {}): Promise<string> {
  const iat = Math.floor(now().getTime() / 1000);
  const said = { iss: 'urn:graduate-clearance:service', aud: 'library', role: 'gateway', iat, exp: iat + 60 };
  const signed = new SignJWT({ ...said, ...claims }).setProtectedHeader({
    alg: 'EdDSA',
    kid: 'a',
    ...header,
  });
  return `Bearer ${await signed.sign(signer)}`;
}

async function post(query: string, authorization?: string, variables: object = {}) {
  const answer = await server.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
    payload: JSON.stringify({ query, variables }),
  });
  return { status: answer.statusCode, body: answer.json() };
}

const person = { sub: 'TS2020S1', role: 'student', act: { sub: 'gateway' } };
const past = () => Math.floor(now().getTime() / 1000) - 120;
const unsigned = async () => {
  const [, claims] = (await tokenOf()).split('.');
  return `Bearer ${Buffer.from('{"alg":"none","kid":"a"}').toString('base64url')}.${claims}.`;
};
const refusals: [string, () => Promise<string | undefined>][] = [
  ['no token', async () => undefined],
  ['an empty one', async () => ''],
  ['Basic', async () => 'Basic dXNlcjpwYXNz'],
  ["another audience's", () => tokenOf({ claims: { aud: 'finance' } })],
  ['an expired one', () => tokenOf({ claims: { iat: past(), exp: past() + 60 } })],
  ['one that lives an hour', () => tokenOf({ claims: { exp: past() + 3600 } })],
  ['one of another issuer', () => tokenOf({ claims: { iss: 'urn:graduate-clearance:development' } })],
  ["a development token's claims", () => tokenOf({ claims: { aud: 'graduate-clearance', ...person } })],
  ['alg none', unsigned],
  [
    'HS256 with the public key',
    () => tokenOf({ header: { alg: 'HS256' }, signer: Buffer.from(x, 'base64url') }),
  ],
  ['an unknown kid', () => tokenOf({ header: { kid: '../../etc/passwd' } })],
  ['a jku', () => tokenOf({ header: { jku: 'http://127.0.0.1:1/jwks' } })],
  ["a person's, signed by another key", () => tokenOf({ claims: person, signer: stranger })],
  ["a person's, without who speaks", () => tokenOf({ claims: { sub: 'TS2020S1', role: 'student' } })],
  [
    "a person's, spoken by the clearance subgraph",
    () => tokenOf({ claims: { ...person, act: { sub: 'clearance' } } }),
  ],
  ["a person's, in a service's role", () => tokenOf({ claims: { ...person, role: 'gateway' } })],
  ["nobody's, in a person's role", () => tokenOf({ claims: { role: 'registrar' } })],
];
const operations = [
  '{ who }',
  '{ _service { sdl } }',
  '{ __schema { types { name } } }',
  '{ _entities(representations: [{ __typename: "Student", id: "TS2020S1" }]) { __typename } }',
  'mutation { change }',
];

describe('a subgraph answers 401, and executes nothing, to', () => {
  test.each(refusals)('%s', async (_what, authorization) => {
    const before = executed;
    for (const query of operations) {
      const { status, body } = await post(query, await authorization());
      expect(status).toBe(401);
      expect(body).toEqual({
        errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
    expect(executed).toBe(before);
  });

  test('a body that is no JSON, or too large to be read, where there is no token', async () => {
    for (const payload of ['NONSENSE', 'x'.repeat(5 * 1024 * 1024)]) {
      const { statusCode } = await server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json' },
        payload,
      });
      expect(statusCode).toBe(401);
    }
  });

  test('GET and HEAD without a token', async () => {
    const before = executed;
    expect((await server.inject({ method: 'GET', url: '/graphql?query={who}' })).statusCode).toBe(401);
    expect((await server.inject({ method: 'HEAD', url: '/graphql?query={who}' })).statusCode).not.toBe(200);
    expect(executed).toBe(before);
  });
});

test('whoever has a token is answered, for themselves or for a person; probes need none', async () => {
  expect((await post('{ who }', await tokenOf())).body.data).toEqual({ who: 'nobody' });
  expect((await post('{ who }', await tokenOf({ claims: { role: 'clearance' } }))).body.data.who).toBe(
    'nobody',
  );
  expect((await post('{ who }', await tokenOf({ claims: person }))).body.data).toEqual({ who: 'TS2020S1' });
  expect((await post('{ _service { sdl } }', await tokenOf())).body.data._service.sdl).toContain('Student');
  for (const url of ['/livez', '/readyz']) expect((await server.inject(url)).statusCode).toBe(200);
});

test("a person's token that was stolen is worth a minute", async () => {
  const token = await tokenOf({ claims: person });
  expect((await post('{ who }', token)).status).toBe(200);
  ahead += 66_000;
  expect((await post('{ who }', token)).status).toBe(401);
});

test('a new key is taken up while the subgraph runs, and an old one ends with its tokens', async () => {
  const next = await newKey('b');
  const byNext = () => tokenOf({ header: { kid: 'b' }, signer: next.key });
  ahead += 11_000;
  expect((await post('{ who }', await byNext())).status).toBe(401);
  writeFileSync(file, JSON.stringify(next.jwk));
  ahead += 11_000;
  expect((await post('{ who }', await byNext())).status).toBe(200);
  expect((await post('{ who }', await tokenOf())).status).toBe(401);
});
