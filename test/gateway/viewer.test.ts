import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DevKey, ensureDevKey } from '../../gateway/identity/dev-key.ts';
import { AUDIENCE, createDevVerifier, DEV_ISSUER, signDevToken } from '../../gateway/identity/dev-token.ts';
import { createReadViewer, type ReadViewer } from '../../gateway/request/viewer.ts';

let directory: string;
let key: DevKey;
let now = new Date('2026-06-01T08:00:00Z');
let readViewer: ReadViewer;
let verifications = 0;
const newId = () => `id-${Math.round(performance.now() * 1e6)}`;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'viewer-'));
  key = await ensureDevKey(directory, newId);
  const verify = await createDevVerifier(key);
  readViewer = createReadViewer(
    (token, at) => {
      verifications++;
      return verify(token, at);
    },
    () => now,
  );
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
  expect(await readViewer(`Bearer ${token}`)).toEqual({
    kind: 'known',
    viewer: { kind: 'person', sub: 'TS2020S1', role, token },
  });
});

it('takes a request without Authorization as anonymous', async () => {
  expect(await readViewer(undefined)).toEqual({ kind: 'known', viewer: { kind: 'anonymous' } });
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
    expect(await readViewer(header())).toEqual({ kind: 'refused' });
  });
});

it('verifies a token once, and again never after it has expired', async () => {
  const token = forge({}, { exp: seconds() + 600 });
  const before = verifications;
  await readViewer(`Bearer ${token}`);
  await readViewer(`Bearer ${token}`);
  expect(verifications - before).toBe(1);
  now = new Date(now.getTime() + 700_000);
  expect(await readViewer(`Bearer ${token}`)).toEqual({ kind: 'refused' });
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
