import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { importJWK, SignJWT } from 'jose';
import pg from 'pg';
import { expect } from 'vitest';
import { type DevKey, ensureDevKey } from '../../../gateway/identity/dev-key.ts';
import { AUDIENCE, DEV_ISSUER } from '../../../gateway/identity/dev-token.ts';
import { until } from '../../gateway/kit/until.ts';
import { document, type Row, rows } from '../kit/row.ts';
import { read, type Seen, type World } from '../kit/world.ts';

const NUMBER = '{ clearance { id } }';
const A = { as: 'student TS2020S1' } as const;
const OF_B = 'TS2020S2';

const keyOf = (world: World): Promise<DevKey> =>
  ensureDevKey(String(world.graph.env.DATA_DIR), () => 'unused');
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const withToken = (world: World, token: string): Promise<Seen> =>
  world.send({ query: NUMBER }, { as: null, headers: { authorization: `Bearer ${token}` } });

interface Forged {
  readonly header?: object;
  readonly issuer?: string;
  readonly audience?: string;
  /** Seconds from now. */
  readonly from?: number;
  readonly until?: number;
}

/** Properly signed, but for what is said here. */
async function signed(world: World, forged: Forged): Promise<string> {
  const key = await keyOf(world);
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ role: 'registrar' })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: key.kid, ...forged.header })
    .setIssuer(forged.issuer ?? DEV_ISSUER)
    .setAudience(forged.audience ?? AUDIENCE)
    .setSubject('R001')
    .setIssuedAt(now)
    .setNotBefore(now + (forged.from ?? 0))
    .setExpirationTime(now + (forged.until ?? 600))
    .sign(await importJWK(key, 'EdDSA'));
}

const claims = { iss: DEV_ISSUER, aud: AUDIENCE, sub: 'R001', role: 'registrar', iat: 1, exp: 9_999_999_999 };
const forged =
  (how: Forged): Row['send'] =>
  async (world) =>
    withToken(world, await signed(world, how));

/** A `jku` that would be fetched from here. */
async function byHeaderUrl(world: World): Promise<Seen> {
  let fetched = 0;
  const server = createServer((_, answer) => {
    fetched++;
    answer.end('{"keys":[]}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const jku = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  const seen = await withToken(world, await signed(world, { header: { jku } }));
  server.close();
  expect(fetched).toBe(0);
  return seen;
}

async function byPublicKey(world: World): Promise<Seen> {
  const { d: _secret, ...publicKey } = await keyOf(world);
  const start = `${base64({ alg: 'HS256', kid: publicKey.kid })}.${base64(claims)}`;
  const signature = createHmac('sha256', JSON.stringify(publicKey)).update(start).digest('base64url');
  return withToken(world, `${start}.${signature}`);
}

/** Straight to a department. */
async function toLibrary(
  world: World,
  authorization: string | null,
  query = '{ __typename }',
): Promise<Seen> {
  const response = await fetch(`${world.graph.subgraphs.library.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization !== null && { authorization }) },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), text, ...read(text) };
}

/** Audit entries of refused changes, and rows of B's, so far. */
async function traces(world: World): Promise<{ refused: number; rows: number }> {
  const client = new pg.Client({ connectionString: String(world.graph.env.DATABASE_URL) });
  await client.connect();
  const count = async (sql: string) => Number((await client.query(sql)).rows[0].count);
  const refused = await count("select count(*) from clearance.audit where action = 'change-refused'");
  const submitted = await count(`select count(*) from clearance.submission where student_id = '${OF_B}'`);
  const cancelled = await count(
    `select count(*) from library.account where student_id = '${OF_B}' and card_status = 'CANCELLED'`,
  ).catch(() => 0);
  await client.end();
  return { refused, rows: submitted + cancelled };
}

const changeForB =
  (operation: string, input: object): Row['send'] =>
  async (world) => {
    const before = await traces(world);
    const seen = await world.send({ documentId: world.idOf(operation), variables: { input } }, A);
    await until('the attempt is in the audit', async () => (await traces(world)).refused > before.refused);
    expect((await traces(world)).rows).toBe(before.rows);
    return seen;
  };

const isNull = (path: string[]) => (seen: Seen) => {
  let at = seen.data;
  for (const name of path) at = at?.[name];
  expect(at ?? null).toBeNull();
};

/** Rows 18 to 22 and 25: who asks, and whom it concerns. */
export const peopleRows: readonly Row[] = [
  ...rows(18, 401, 'UNAUTHENTICATED', {
    'no token': async (world) => world.send({ documentId: world.idOf('Student') }, { as: null }),
    'a token that is none': (world) => withToken(world, 'x'),
    'alg: none': async (world) =>
      withToken(world, `${base64({ alg: 'none', kid: (await keyOf(world)).kid })}.${base64(claims)}.`),
    'HS256 with the public key': byPublicKey,
    'kid: ../../etc/passwd': forged({ header: { kid: '../../etc/passwd' } }),
    'a jku header': byHeaderUrl,
    'an expired token': forged({ until: -60 }),
    'a token that is not yet valid': forged({ from: 60 }),
    'another audience': forged({ audience: 'somebody-else' }),
    'another issuer': forged({ issuer: 'https://evil.example' }),
    'a token of 9 KB': (world) => withToken(world, 'x'.repeat(9_000)),
    'a password': (world) =>
      world.send({ query: NUMBER }, { as: null, headers: { authorization: 'Basic eDp4' } }),
  }),
  ...rows(
    19,
    200,
    'NOT_FOUND',
    {
      'another student by argument': async (world) =>
        world.send({ documentId: world.idOf('Student'), variables: { studentId: OF_B } }, A),
      'another student by alias': document(
        `{ clearance: clearance(studentId: "${OF_B}") { name } }`,
        {},
        { ...A, free: true },
      ),
      'nobody at all': async (world) =>
        world.send({ documentId: world.idOf('Student'), variables: { studentId: 'NOBODY' } }, A),
    },
    isNull(['clearance']),
  ),
  ...rows(
    19,
    200,
    'NOT_FOUND',
    {
      'the roster by a student': document(
        '{ students(first: 2) { nodes { id name } } }',
        {},
        { ...A, free: true },
      ),
    },
    isNull(['students']),
  ),
  ...rows(20, 200, 'FORBIDDEN', {
    'a submission for another': changeForB('SubmitClearance', {
      studentId: OF_B,
      idempotencyKey: 'hostile-key-0000002',
    }),
    'cancelling another’s card': changeForB('CancelLibraryCard', { studentId: 'TS2020F10' }),
  }),
  ...rows(
    21,
    200,
    'FORBIDDEN',
    {
      'library details by finance staff': document(
        '{ clearance(studentId: "TS2020S1") { library { unreturnedBookCount } } }',
        {},
        { as: 'staff:finance F001' },
      ),
    },
    isNull(['clearance', 'library']),
  ),
  ...rows(
    22,
    200,
    'FORBIDDEN',
    {
      'one student’s name by an analyst': document('{ clearance(studentId: "TS2020S1") { name } }'),
    },
    (seen) => expect(seen.data?.clearance?.name ?? null).toBeNull(),
  ),
  ...rows(25, 401, 'UNAUTHENTICATED', {
    'a department without a token': (world) => toLibrary(world, null),
    'a department’s _service without a token': (world) => toLibrary(world, null, '{ _service { sdl } }'),
    'a department with another’s token': async (world) =>
      toLibrary(world, await world.graph.authorization('finance')),
    'a department with an expired token': async (world) => toLibrary(world, await expired(world)),
    'a department with a person’s token of the gateway': async (world) =>
      toLibrary(world, `Bearer ${await world.graph.token('registrar', 'R001')}`),
  }).map((row) => ({ ...row, by: 'a department' }) as const),
];

/** What the gateway would have sent an hour ago. */
async function expired({ graph }: World): Promise<string> {
  const { openServiceKeys } = await import('../../../wire/identity/service-keys.ts');
  const { createServiceSigner } = await import('../../../wire/identity/service-token.ts');
  const anHourAgo = () => new Date(Date.now() - 3_600_000);
  const file = join(String(graph.env.DATA_DIR), 'keys', 'service.json');
  const keys = await openServiceKeys({ kind: 'made', file }, anHourAgo, () => 'unused');
  return `Bearer ${await createServiceSigner(keys, 'gateway', anHourAgo)('library')}`;
}
