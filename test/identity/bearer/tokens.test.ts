import { createHmac, createPublicKey, KeyObject, sign as signBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyTimes } from '../../../gateway/identity/bearer/issuer-keys.ts';
import { type IssuerKey, newIssuerKey } from '../../kit/jwks-server.ts';
import { AUDIENCE, type BearerUnderTest, ISSUER, openBearer } from './kit.ts';

let rsa: IssuerKey;
let ec: IssuerKey;
let ed: IssuerKey;
let stranger: IssuerKey;
let issuer: BearerUnderTest;

beforeAll(async () => {
  const made = [
    newIssuerKey('rsa'),
    newIssuerKey('ec', 'ES256'),
    newIssuerKey('ed', 'EdDSA'),
    newIssuerKey('rsa'),
  ];
  [rsa, ec, ed, stranger] = (await Promise.all(made)) as [IssuerKey, IssuerKey, IssuerKey, IssuerKey];
  // Whatever could make it ask does.
  issuer = await openBearer([rsa, ec, ed], { times: { ...keyTimes, betweenMs: 0 } });
});
afterAll(() => issuer.jwks.close());

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = () => {
  const at = issuer.seconds();
  return { iss: ISSUER, aud: AUDIENCE, sub: 'TS2020S1', iat: at, exp: at + 600 };
};
/** Signed with the issuer's own key, so that only what the header or the claims say can be at fault. */
const forge = (header: object, payload: object = {}) => {
  const text = `${base64({ alg: 'EdDSA', kid: 'ed', typ: 'JWT', ...header })}.${base64({ ...claims(), ...payload })}`;
  return `${text}.${signBytes(null, Buffer.from(text), KeyObject.from(ed.key as never)).toString('base64url')}`;
};
const hmac = (secret: string | Buffer) => {
  const text = `${base64({ alg: 'HS256', kid: 'rsa', typ: 'JWT' })}.${base64(claims())}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};
const rsaPem = () =>
  createPublicKey({ key: rsa.publicJwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });

describe('a token', () => {
  it('of each published key says who it is for, and until when', async () => {
    for (const key of [rsa, ec, ed])
      expect(await issuer.read(await issuer.sign(key))).toEqual({
        kind: 'subject',
        sub: 'TS2020S1',
        expiresAt: (issuer.seconds() + 600) * 1000,
      });
    expect(issuer.jwks.asked).toEqual(['/jwks']);
  });

  it('may be an access token of RFC 9068, for several audiences', async () => {
    const token = forge({ typ: 'at+jwt' }, { aud: ['other', AUDIENCE] });
    expect(await issuer.read(token)).toMatchObject({ kind: 'subject' });
  });

  it('may name the person in another claim', async () => {
    const other = await openBearer([rsa], { jwks: issuer.jwks, subjectAttribute: 'studentNumber' });
    const token = await other.sign(rsa, { sub: 'c4f5', studentNumber: 'TS2020S2' });
    expect(await other.read(token)).toMatchObject({ sub: 'TS2020S2' });
    expect(await other.read(await other.sign(rsa))).toEqual({ kind: 'refused' });
  });

  it('holds 5 s longer than it says, for clocks that differ, and no longer', async () => {
    const one = await openBearer([rsa], { jwks: issuer.jwks });
    const token = await one.sign(rsa, { exp: one.seconds() + 10 });
    const read = [];
    for (const pass of [0, 9, 5, 2]) {
      one.pass(pass);
      read.push((await one.read(token)).kind);
    }
    expect(read).toEqual(['subject', 'subject', 'subject', 'refused']);
  });
});

describe('without a fetch and without a file, refused is', () => {
  const bad: [string, () => string | Promise<string>][] = [
    ['nothing', () => ''],
    ['no JWT', () => 'nonsense'],
    ['dots', () => '..'],
    ['five parts', () => 'a.b.c.d.e'],
    ['8 KB and more', () => forge({}, { more: 'A'.repeat(8_192) })],
    ['alg none', () => `${base64({ alg: 'none', kid: 'ed', typ: 'JWT' })}.${base64(claims())}.`],
    ['alg NONE with a signature', () => forge({ alg: 'NONE' })],
    ['HS256 with the public key, PEM', () => hmac(String(rsaPem()))],
    ['HS256 with the public key, modulus', () => hmac(Buffer.from(rsa.publicJwk.n ?? '', 'base64url'))],
    ['HS256 with nothing', () => hmac('')],
    ['an algorithm that is not allowed', () => forge({ alg: 'PS512' })],
    ['an algorithm of another kind of key', () => forge({ alg: 'ES256' })],
    ["another key's name", () => forge({ kid: 'rsa' })],
    ['jku', () => forge({ jku: `${issuer.jwks.url}?evil` })],
    ['jwk', () => forge({ jwk: ed.publicJwk })],
    ['x5u', () => forge({ x5u: `${issuer.jwks.url}?evil` })],
    ['x5c', () => forge({ x5c: ['MII'] })],
    ['jku that is empty', () => forge({ jku: '' })],
    ['crit', () => forge({ crit: ['exp'] })],
    ['crit of what nobody knows', () => forge({ crit: ['x'], x: 1 })],
    ['b64', () => forge({ crit: ['b64'], b64: false })],
    ['no kid', () => forge({ kid: undefined })],
    ['a kid that is a number', () => forge({ kid: 7 })],
    ['a kid of 257 characters', () => forge({ kid: 'k'.repeat(257) })],
    ['no typ', () => forge({ typ: undefined })],
    ['a logout token', () => forge({ typ: 'logout+jwt' })],
    ['expired', () => forge({}, { exp: issuer.seconds() - 6 })],
    ['not yet valid', () => forge({}, { nbf: issuer.seconds() + 6 })],
    ['issued in the future', () => forge({}, { iat: issuer.seconds() + 6 })],
    ['no exp', () => forge({}, { exp: undefined })],
    ['no iat', () => forge({}, { iat: undefined })],
    ['an exp that is text', () => forge({}, { exp: '9999999999' })],
    ['another audience', () => forge({}, { aud: 'other' })],
    ['no audience', () => forge({}, { aud: undefined })],
    ['another issuer', () => forge({}, { iss: 'https://evil.invalid' })],
    [
      'another issuer, with a key that nobody knows',
      () => forge({ kid: 'k' }, { iss: 'https://evil.invalid' }),
    ],
    ['no issuer', () => forge({}, { iss: undefined })],
    ['a list of issuers', () => forge({}, { iss: [ISSUER] })],
    ['no sub', () => forge({}, { sub: undefined })],
    ['a sub that is a list', () => forge({}, { sub: ['TS2020S1'] })],
    ['a sub with a line break', () => forge({}, { sub: 'TS2020S1\r\nx' })],
    ['a sub of 65 characters', () => forge({}, { sub: 'a'.repeat(65) })],
    ["a stranger's signature", () => issuer.sign(stranger)],
    ['no signature', () => forge({}).replace(/\.[^.]*$/, '.')],
    ['a signature of zeros', () => forge({}).replace(/\.[^.]*$/, `.${'A'.repeat(86)}`)],
    [
      'claims that were changed',
      () => {
        const [header, , signature] = forge({}).split('.');
        return `${header}.${base64({ ...claims(), sub: 'TS2020S2' })}.${signature}`;
      },
    ],
  ];
  it.each(bad)('%s', async (_, make) => {
    await issuer.read(await issuer.sign(rsa));
    const before = issuer.jwks.asked.length;
    expect(await issuer.read(await make())).toEqual({ kind: 'refused' });
    expect(issuer.jwks.asked.length).toBe(before);
  });

  it.each([
    '../../etc/passwd',
    '/dev/null',
    'http://127.0.0.1:1/',
    "' OR 1=1 --",
    '__proto__',
    'constructor',
    'kid\r\nx: y',
  ])('the kid %j: it is no more than a name that the issuer does not know', async (kid) => {
    await issuer.read(await issuer.sign(rsa));
    const before = issuer.jwks.asked.length;
    expect(await issuer.read(forge({ kid }))).toEqual({ kind: 'refused' });
    expect(issuer.jwks.asked.slice(before)).toEqual(['/jwks']);
  });
});
