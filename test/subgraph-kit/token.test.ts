import { mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { createTokenVerifier } from '../../subgraphs/kit/graph/token-verifier.ts';

const NOW = new Date('2020-06-15T02:00:00Z');
const keyFile = join(mkdtempSync(join(tmpdir(), 'token-')), 'dev.json');
let key: CryptoKey;
let strangerKey: CryptoKey;

beforeAll(async () => {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  key = pair.privateKey;
  strangerKey = (await generateKeyPair('EdDSA')).privateKey;
  await writeFile(keyFile, JSON.stringify(await exportJWK(pair.privateKey)));
});

interface Claims {
  issuer?: string;
  audience?: string;
  expires?: string | number;
  role?: unknown;
  sub?: string;
  signer?: CryptoKey;
}

function sign({
  issuer = 'urn:graduate-clearance:development',
  audience = 'graduate-clearance',
  expires,
  role = 'student',
  sub = 'TS2020S1',
  signer = key,
}: Claims = {}) {
  const issuedAt = Math.floor(NOW.getTime() / 1000);
  return new SignJWT({ role })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(sub)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expires ?? issuedAt + 60)
    .sign(signer);
}

describe('a subgraph', () => {
  test('reads person and role from a token, and nobody from none', async () => {
    const read = createTokenVerifier(keyFile, () => NOW);
    expect(await read(`Bearer ${await sign()}`)).toEqual({
      kind: 'person',
      sub: 'TS2020S1',
      role: 'student',
    });
    expect(await read(undefined)).toEqual({ kind: 'anonymous' });
  });

  test.each<[claim: string, claims: Claims]>([
    ['of another issuer', { issuer: 'urn:somebody' }],
    ['for another audience', { audience: 'somewhere' }],
    ['that has expired', { expires: Math.floor(NOW.getTime() / 1000) - 1 }],
    ['whose role is no text', { role: ['registrar'] }],
  ])('refuses a token %s', async (_claim, claims) => {
    const read = createTokenVerifier(keyFile, () => NOW);
    await expect(read(`Bearer ${await sign(claims)}`)).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  test('refuses a token signed by a stranger, an unsigned one, and junk', async () => {
    const read = createTokenVerifier(keyFile, () => NOW);
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await sign()).split('.')[1]}.`;
    for (const token of [await sign({ signer: strangerKey }), unsigned, 'junk', 'a.b.c']) {
      await expect(read(`Bearer ${token}`)).rejects.toMatchObject({
        extensions: { code: 'UNAUTHENTICATED' },
      });
    }
    await expect(read('Basic dXNlcjpwYXNz')).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  test('forgets a verified token when it expires', async () => {
    let now = NOW;
    const read = createTokenVerifier(keyFile, () => now);
    const token = `Bearer ${await sign()}`;
    await read(token);
    now = new Date(NOW.getTime() + 61_000);
    await expect(read(token)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });

  test('refuses every token where there is no development key, as in production', async () => {
    const token = `Bearer ${await sign()}`;
    await expect(createTokenVerifier(null, () => NOW)(token)).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
    await expect(createTokenVerifier('/nowhere/dev.json', () => NOW)(token)).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });
});
