import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BearerRead } from '../../gateway/identity/bearer/bearer.ts';
import { type DevKey, ensureDevKey } from '../../gateway/identity/dev-key.ts';
import { AUDIENCE, createDevVerifier, DEV_ISSUER, signDevToken } from '../../gateway/identity/dev-token.ts';
import type { RolesRead } from '../../gateway/identity/role-directory.ts';
import type { SessionRead } from '../../gateway/identity/sessions/sessions.ts';
import {
  createReadViewer,
  type KnownViewer,
  type ReadViewer,
  type ViewerParts,
  type ViewerRead,
} from '../../gateway/request/viewer.ts';

let directory: string;
let key: DevKey;
let now = new Date('2026-06-01T08:00:00Z');
let readViewer: ReadViewer;
let verifications = 0;
/** Development tokens alone say who asks. */
const nobodyElse: Omit<ViewerParts, 'devVerifier' | 'now'> = {
  bearer: null,
  sessions: null,
  rolesOf: async () => ({ kind: 'unavailable' }),
};
const asking = (authorization?: string) => ({ headers: { authorization } }) as FastifyRequest;
/** What is read, without the question whether it still holds. */
const read = async (authorization?: string, reader = readViewer) => {
  const { stillKnown: _, ...rest } = (await reader(asking(authorization))) as KnownViewer;
  return rest as ViewerRead;
};
const newId = () => `id-${Math.round(performance.now() * 1e6)}`;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'viewer-'));
  key = await ensureDevKey(directory, newId);
  const verify = await createDevVerifier(key);
  readViewer = createReadViewer({
    devVerifier: (token, at) => {
      verifications++;
      return verify(token, at);
    },
    ...nobodyElse,
    now: () => now,
  });
});
afterAll(() => rm(directory, { recursive: true }));

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = () => Math.floor(now.getTime() / 1000);
const claims = () => ({
  iss: DEV_ISSUER,
  aud: AUDIENCE,
  sub: 'TS2020S1',
  role: 'student',
  iat: seconds(),
  exp: seconds() + 60,
});
/** A token signed with our real key, whatever its header and claims say. */
const forge = (header: object, payload: object) => {
  const text = `${base64({ alg: 'EdDSA', kid: key.kid, ...header })}.${base64({ ...claims(), ...payload })}`;
  return `${text}.${sign(null, Buffer.from(text), { key: key as never, format: 'jwk' }).toString('base64url')}`;
};
const hmac = () => {
  const text = `${base64({ alg: 'HS256', kid: key.kid })}.${base64(claims())}`;
  return `${text}.${createHmac('sha256', key.x).update(text).digest('base64url')}`;
};
const stranger = () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const text = `${base64({ alg: 'EdDSA', kid: key.kid })}.${base64(claims())}`;
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
};

it.each([
  'student',
  'staff:library',
  'registrar',
  'analyst',
  'desk',
  'integrator',
] as const)('knows a %s by the development token', async (role) => {
  const token = await signDevToken({ sub: 'TS2020S1', role }, key, now);
  expect(await read(`Bearer ${token}`)).toEqual({
    kind: 'known',
    viewer: { kind: 'person', sub: 'TS2020S1', role },
  });
});

it('takes a request without Authorization as anonymous', async () => {
  expect(await read()).toEqual({ kind: 'known', viewer: { kind: 'anonymous' } });
});

describe.each<[string, () => string]>([
  ['an empty header', () => ''],
  ['another scheme', () => 'Basic dGVzdDp0ZXN0'],
  ['no token', () => 'Bearer '],
  ['three words', () => 'Bearer a b'],
  ['no JWT', () => 'Bearer nonsense'],
  ['a huge token', () => `Bearer ${'a'.repeat(9000)}`],
  ['alg none', () => `Bearer ${base64({ alg: 'none', kid: key.kid })}.${base64(claims())}.`],
  ['HS256 with the public key', () => `Bearer ${hmac()}`],
  ['another key', () => `Bearer ${stranger()}`],
  ['a kid that is a path', () => `Bearer ${forge({ kid: '../../etc/passwd' }, {})}`],
  ['a jku header', () => `Bearer ${forge({ jku: 'http://127.0.0.1/keys' }, {})}`],
  ['an expired token', () => `Bearer ${forge({}, { exp: seconds() - 60 })}`],
  ['a token of tomorrow', () => `Bearer ${forge({}, { nbf: seconds() + 3600 })}`],
  ['another audience', () => `Bearer ${forge({}, { aud: 'library' })}`],
  ['another issuer', () => `Bearer ${forge({}, { iss: 'urn:else' })}`],
  ['an unknown role', () => `Bearer ${forge({}, { role: 'root' })}`],
  ['a sub with a line break', () => `Bearer ${forge({}, { sub: 'a\r\nb' })}`],
])('Authorization with %s', (_, header) => {
  it('is refused', async () => {
    expect(await read(header())).toEqual({ kind: 'refused' });
  });
});

it('verifies a token once, and again never after it has expired', async () => {
  const token = forge({}, { exp: seconds() + 600 });
  const before = verifications;
  await read(`Bearer ${token}`);
  await read(`Bearer ${token}`);
  expect(verifications - before).toBe(1);
  now = new Date(now.getTime() + 700_000);
  expect(await read(`Bearer ${token}`)).toEqual({ kind: 'refused' });
});

it('a stream is told when its token has expired', async () => {
  const known = (await readViewer(asking(`Bearer ${forge({}, { exp: seconds() + 60 })}`))) as KnownViewer;
  expect(await known.stillKnown()).toBe(true);
  now = new Date(now.getTime() + 70_000);
  expect(await known.stillKnown()).toBe(false);
});

describe('whoever is named by something else', () => {
  const person: SessionRead = { kind: 'person', sub: 'P1', role: 'desk', endsAt: 0, formSecret: null };
  let session: SessionRead;
  let bearer: BearerRead;
  let roles: RolesRead;
  const uses: string[] = [];
  let reader: ReadViewer;
  beforeEach(async () => {
    session = { kind: 'none' };
    bearer = { kind: 'refused' };
    roles = { kind: 'roles', roles: ['registrar', 'desk'] };
    uses.length = 0;
    reader = createReadViewer({
      devVerifier: await createDevVerifier(key),
      bearer: async () => bearer,
      sessions: {
        read: async (_, use) => {
          uses.push(use);
          return session;
        },
      },
      rolesOf: async () => roles,
      now: () => now,
    });
  });
  const subject = { kind: 'subject', sub: 'P1', expiresAt: Number.POSITIVE_INFINITY } as const;
  const as = (role: string) => ({ kind: 'known', viewer: { kind: 'person', sub: 'P1', role } });

  it('acts in the first role of our own store, and by a session in the one that was chosen', async () => {
    bearer = subject;
    expect(await read('Bearer a.b.c', reader)).toEqual(as('registrar'));
    session = person;
    expect(await read(undefined, reader)).toEqual(as('desk'));
    session = { ...person, role: null };
    expect(await read(undefined, reader)).toEqual(as('registrar'));
  });
  it('acts in no role that is not granted any more', async () => {
    session = person;
    roles = { kind: 'roles', roles: ['analyst'] };
    expect(await read(undefined, reader)).toEqual(as('analyst'));
    roles = { kind: 'roles', roles: [] };
    expect(await read(undefined, reader)).toEqual({ kind: 'refused' });
  });
  it('has no role of a token’s own choice', async () => {
    bearer = { ...subject, role: 'registrar' } as BearerRead;
    roles = { kind: 'roles', roles: ['student'] };
    expect(await read('Bearer a.b.c', reader)).toEqual(as('student'));
  });
  it('is nobody where the session has ended, and the token goes before the session', async () => {
    expect(await read(undefined, reader)).toEqual({ kind: 'known', viewer: { kind: 'anonymous' } });
    session = person;
    expect(await read('Bearer a.b.c', reader)).toEqual({ kind: 'refused' });
    expect(uses).toEqual(['active']);
  });
  it('is unavailable where nobody could be asked, of whom or as what', async () => {
    const unavailable = { kind: 'unavailable' } as const;
    session = unavailable;
    expect(await read(undefined, reader)).toEqual(unavailable);
    bearer = unavailable;
    expect(await read('Bearer a.b.c', reader)).toEqual(unavailable);
    bearer = subject;
    session = person;
    roles = unavailable;
    expect(await read('Bearer a.b.c', reader)).toEqual(unavailable);
    expect(await read(undefined, reader)).toEqual(unavailable);
  });
  it.each(['P1\r\nx', '', ' P1', '../P1', 'P1\u202e', 'a'.repeat(65)])('is refused as %j', async (sub) => {
    bearer = { ...subject, sub };
    session = { ...person, sub };
    expect(await read('Bearer a.b.c', reader)).toEqual({ kind: 'refused' });
    expect(await read(undefined, reader)).toEqual({ kind: 'refused' });
  });
  it('a stream is told when the role, the person or the session is another', async () => {
    session = person;
    const known = (await reader(asking())) as KnownViewer;
    expect(await known.stillKnown()).toBe(true);
    roles = { kind: 'roles', roles: ['registrar'] };
    expect(await known.stillKnown()).toBe(false);
    roles = { kind: 'roles', roles: ['desk'] };
    session = { ...person, sub: 'P2' };
    expect(await known.stillKnown()).toBe(false);
    session = { kind: 'none' };
    expect(await known.stillKnown()).toBe(false);
    // Asking whether it still holds is no activity of the person.
    expect(uses.slice(1)).toEqual(['passive', 'passive', 'passive', 'passive']);
  });
});

describe('the development key', () => {
  it('is one key for all who start at once, readable by its owner only', async () => {
    const dataDir = join(directory, 'race');
    const keys = await Promise.all(
      Array.from({ length: 8 }, (_, i) => ensureDevKey(dataDir, () => `racer-${i}`)),
    );
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1);
    const file = join(dataDir, 'keys/dev.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(keys[0]);
  });
});
