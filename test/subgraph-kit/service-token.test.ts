import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CryptoKey, decodeJwt, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, describe, expect, test } from 'vitest';
import { createServiceVerifier, servicesOnly } from '../../subgraphs/kit/identity/service-verifier.ts';
import { createBoundedTokens } from '../../wire/identity/bounded-tokens.ts';
import { openServiceKeys } from '../../wire/identity/service-keys.ts';
import { createServiceSigner } from '../../wire/identity/service-token.ts';

const directory = mkdtempSync(join(tmpdir(), 'service-token-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const START = new Date('2020-06-15T02:00:00Z').getTime();
const newId = () => crypto.randomUUID();
const refused = { extensions: { code: 'UNAUTHENTICATED' } };

function clock() {
  let ms = START;
  const pass = (seconds: number) => {
    ms += seconds * 1000;
  };
  return { now: () => new Date(ms), pass };
}
function fileOf(value: unknown): string {
  const file = join(directory, `${newId()}.json`);
  writeFileSync(file, JSON.stringify(value));
  return file;
}
async function newKey(kid: string): Promise<{ key: CryptoKey; jwk: JWK; publicJwk: JWK }> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid };
  const { d: _private, ...publicJwk } = jwk;
  return { key: privateKey, jwk, publicJwk };
}

describe('the key that nobody gave', () => {
  test('is made once, however many processes begin at the same time, and only its owner may read it', async () => {
    const file = join(directory, 'made', 'keys', 'service.json');
    const { now } = clock();
    const opened = await Promise.all(
      Array.from({ length: 8 }, () => openServiceKeys({ kind: 'made', file }, now, newId)),
    );
    const kids = await Promise.all(opened.map(async (keys) => (await keys.current()).signing?.kid));
    expect(new Set(kids).size).toBe(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8')).kid).toBe(kids[0]);
  });

  test('a given file that is absent or holds something else is refused with a sentence that names it', async () => {
    const { now } = clock();
    const open = (file: string) => openServiceKeys({ kind: 'given', file }, now, newId);
    await expect(open('/nowhere/service.json')).rejects.toThrow(
      '/nowhere/service.json cannot be read (ENOENT)',
    );
    for (const value of ['text', {}, { keys: [] }, { kty: 'RSA', n: 'x', e: 'AQAB' }])
      await expect(open(fileOf(value))).rejects.toThrow('holds neither');
  });
});

describe('a service token', () => {
  test('proves the service to the subgraph it was signed for, and to no other', async () => {
    const { now } = clock();
    const keys = await openServiceKeys({ kind: 'given', file: fileOf((await newKey('a')).jwk) }, now, newId);
    const token = await createServiceSigner(keys, 'gateway', now)('library');
    const read = createServiceVerifier(keys, 'library', now);
    expect(await read(`Bearer ${token}`)).toEqual({ kind: 'service', role: 'gateway' });
    await expect(createServiceVerifier(keys, 'finance', now)(`Bearer ${token}`)).rejects.toMatchObject(
      refused,
    );
  });

  test('is used again for its audience until 10 s before it expires', async () => {
    const { now, pass } = clock();
    const keys = await openServiceKeys({ kind: 'given', file: fileOf((await newKey('a')).jwk) }, now, newId);
    const sign = createServiceSigner(keys, 'clearance', now);
    const first = await sign('library');
    expect(await sign('finance')).not.toBe(first);
    pass(49);
    expect(await sign('library')).toBe(first);
    pass(1);
    expect(await sign('library')).not.toBe(first);
  });

  test('is forgotten when it expires, however often it was good before', async () => {
    const { now, pass } = clock();
    const keys = await openServiceKeys({ kind: 'given', file: fileOf((await newKey('a')).jwk) }, now, newId);
    const token = `Bearer ${await createServiceSigner(keys, 'gateway', now)('library')}`;
    const read = createServiceVerifier(keys, 'library', now);
    await read(token);
    pass(66);
    await expect(read(token)).rejects.toMatchObject(refused);
  });

  test('of another issuer, role, life, algorithm or key, unsigned, or with a key in its header is refused', async () => {
    const { now } = clock();
    const { key, jwk, publicJwk } = await newKey('a');
    const keys = await openServiceKeys({ kind: 'given', file: fileOf(jwk) }, now, newId);
    const read = createServiceVerifier(keys, 'library', now);
    const iat = START / 1000;
    const sign = (change: object = {}, header: object = {}, signer: CryptoKey | Uint8Array = key) =>
      new SignJWT({
        iss: 'urn:graduate-clearance:service',
        aud: 'library',
        role: 'gateway',
        iat,
        exp: iat + 60,
        ...change,
      })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'a', ...header })
        .sign(signer);
    expect(await read(`Bearer ${await sign()}`)).toMatchObject({ role: 'gateway' });
    const secret = new TextEncoder().encode(String(publicJwk.x).padEnd(32));
    const good = await sign();
    const bad = [
      await sign({ iss: 'urn:graduate-clearance:development' }),
      await sign({ role: 'student' }),
      await sign({ role: undefined }),
      await sign({ exp: iat + 3600 }),
      await sign({ exp: iat - 6 }),
      await sign({ iat: iat + 100, exp: iat + 160, nbf: iat + 100 }),
      await sign({ iat: iat + 6, exp: iat + 66 }),
      await sign({}, { alg: 'HS256' }, secret),
      await sign({}, {}, (await newKey('a')).key),
      await sign({}, { kid: 'b' }),
      await sign({}, { kid: '../../etc/passwd' }),
      await sign({}, { jwk: publicJwk }),
      await sign({}, { jku: 'http://127.0.0.1:1/' }),
      `${Buffer.from('{"alg":"none","kid":"a"}').toString('base64url')}.${good.split('.')[1]}.x`,
      'a.b.c',
    ];
    for (const token of bad) await expect(read(`Bearer ${token}`)).rejects.toMatchObject(refused);
    for (const header of [undefined, '', 'Bearer', `Basic ${good}`])
      await expect(read(header)).rejects.toMatchObject(refused);
  });

  test('is verified by the public key alone, which can sign nothing', async () => {
    const { now } = clock();
    const { jwk, publicJwk } = await newKey('a');
    const own = await openServiceKeys({ kind: 'given', file: fileOf(jwk) }, now, newId);
    const theirs = await openServiceKeys({ kind: 'given', file: fileOf(publicJwk) }, now, newId);
    const token = await createServiceSigner(own, 'gateway', now)('library');
    expect(await createServiceVerifier(theirs, 'library', now)(`Bearer ${token}`)).toMatchObject({
      role: 'gateway',
    });
    await expect(createServiceSigner(theirs, 'gateway', now)('library')).rejects.toThrow('no private key');
  });

  test('survives the change of its key without a restart, and ends with the old key', async () => {
    const { now, pass } = clock();
    const [old, next] = [await newKey('old'), await newKey('next')];
    const file = fileOf(old.jwk);
    const keys = await openServiceKeys({ kind: 'given', file }, now, newId);
    const sign = createServiceSigner(keys, 'gateway', now);
    const read = createServiceVerifier(
      await openServiceKeys({ kind: 'given', file }, now, newId),
      'library',
      now,
    );
    const before = `Bearer ${await sign('library')}`;
    await read(before);
    writeFileSync(file, JSON.stringify({ keys: [next.jwk, old.publicJwk] }));
    pass(55);
    const after = `Bearer ${await sign('library')}`;
    expect(after).not.toBe(before);
    expect(await read(after)).toMatchObject({ role: 'gateway' });
    expect(await read(before)).toMatchObject({ role: 'gateway' });
  });
});

describe('a token for a person', () => {
  const student = { sub: 'TS2020S1', role: 'student' };
  async function arrange() {
    const { now, pass } = clock();
    const { jwk } = await newKey('a');
    const keys = await openServiceKeys({ kind: 'given', file: fileOf(jwk) }, now, newId);
    const read = createServiceVerifier(keys, 'library', now);
    return { keys, read, now, pass, sign: createServiceSigner(keys, 'gateway', now) };
  }

  test('carries number and role, and says that the gateway speaks', async () => {
    const { sign, read } = await arrange();
    const token = await sign('library', student);
    expect(await read(`Bearer ${token}`)).toEqual({ kind: 'person', ...student });
    expect(decodeJwt(token)).toMatchObject({ ...student, act: { sub: 'gateway' }, aud: 'library' });
  });

  test('is one for each audience, person and role, used again until 10 s before it expires', async () => {
    const { sign, pass } = await arrange();
    const all = [
      await sign('library', student),
      await sign('finance', student),
      await sign('library', { ...student, role: 'registrar' }),
      await sign('library', { ...student, sub: 'TS2020S2' }),
      await sign('library'),
    ];
    expect(new Set(all).size).toBe(all.length);
    pass(49);
    expect(await sign('library', { ...student })).toBe(all[0]);
    pass(1);
    expect(await sign('library', student)).not.toBe(all[0]);
  });

  test('stolen is worth a minute, and 5 s for clocks that differ', async () => {
    const { sign, read, pass } = await arrange();
    const token = `Bearer ${await sign('library', student)}`;
    await read(token);
    pass(64);
    await read(token);
    pass(2);
    await expect(read(token)).rejects.toMatchObject(refused);
  });

  test('opens nothing that is for services only', async () => {
    const { sign, read } = await arrange();
    const readService = servicesOnly(read);
    await expect(readService(`Bearer ${await sign('library', student)}`)).rejects.toMatchObject(refused);
    expect(await readService(`Bearer ${await sign('library')}`)).toEqual({
      kind: 'service',
      role: 'gateway',
    });
  });

  test('by another service than the gateway, of no person, or in a role that is none is refused', async () => {
    const { keys, sign, read, now } = await arrange();
    const clearance = createServiceSigner(keys, 'clearance', now);
    const bad = [
      await clearance('library', student),
      await sign('library', { ...student, role: 'gateway' }),
      await sign('library', { ...student, role: 'staff:' }),
      await sign('library', { ...student, sub: '' }),
      await sign('library', { ...student, sub: 'a\nb' }),
    ];
    for (const token of bad) await expect(read(`Bearer ${token}`)).rejects.toMatchObject(refused);
  });
});

test('of more than 20,000 tokens the one that was not used for longest is forgotten', () => {
  const tokens = createBoundedTokens<number>(3);
  for (const name of [1, 2, 3]) tokens.keep(String(name), name, 10);
  tokens.find('1', 0);
  tokens.keep('4', 4, 10);
  expect(['1', '2', '3', '4'].map((name) => tokens.find(name, 0))).toEqual([1, undefined, 3, 4]);
  expect(tokens.find('1', 10)).toBeUndefined();
});
