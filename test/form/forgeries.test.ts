import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyId, type SigningKey } from '../../subgraphs/clearance/form/form-keys.ts';
import { passingFormKeys } from '../../subgraphs/clearance/form/open-form-keys.ts';
import { desk, type Forms, ISSUER, newSerial, openForms } from './kit/forms.ts';
import { b64, macRaw, partsOf, signRaw } from './kit/raw-jws.ts';

let forms: Forms;
let ours: SigningKey;
let invalid: unknown;
beforeAll(async () => {
  forms = await openForms();
  ours = forms.parts.keys.current;
  invalid = await forms.check({ serial: newSerial() });
});
afterAll(() => forms.close());

const foreign = generateKeyPairSync('ed25519').privateKey;
const foreignJwk = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });

/** What somebody makes of a genuine form's claim. */
type Forgery = (code: string) => string;
const header =
  (more: object): Forgery =>
  (code) => {
    const read = partsOf(code);
    return `${b64({ ...read.header, ...more })}.${code.split('.').slice(1).join('.')}`;
  };
const payload =
  (more: object): Forgery =>
  (code) => {
    const [head, , signature] = code.split('.');
    return `${head}.${b64({ ...partsOf(code).payload, ...more })}.${signature}`;
  };
/** Made by whoever has our key, which is nobody: so that only the rule in question can refuse it. */
const signedByUs =
  (change: (read: ReturnType<typeof partsOf>) => [string | object, string | object]): Forgery =>
  (code) =>
    signRaw(...change(partsOf(code)), ours.privateKey);

const forgeries: readonly [string, Forgery][] = [
  ['another serial', payload({ jti: '0'.repeat(26) })],
  ['another student', payload({ sub: 'AAAAAAAAAAAAAA' })],
  ['another time', payload({ iat: 1 })],
  ['one more claim', payload({ admin: true })],
  ['alg none', (code) => `${b64({ alg: 'none' })}.${code.split('.')[1]}.`],
  ['alg none with a signature', header({ alg: 'none' })],
  ['alg NONE', header({ alg: 'NONE' })],
  ['HS256 with the public key’s bytes', (code) => hmacWith(code, Buffer.from(ours.jwk.x, 'base64url'))],
  ['HS256 with the public key’s text', (code) => hmacWith(code, ours.jwk.x)],
  [
    'HS256 with the public key as PEM',
    (code) => hmacWith(code, ours.publicKey.export({ type: 'spki', format: 'pem' }) as string),
  ],
  ['alg Ed25519 under another name', header({ alg: 'Ed25519' })],
  ['ES256', header({ alg: 'ES256' })],
  [
    'another key’s signature under our kid',
    (code) => signRaw(partsOf(code).header, partsOf(code).payload, foreign),
  ],
  [
    'another key under its own kid',
    (code) => signRaw({ alg: 'EdDSA', kid: 'abcdefgh' }, partsOf(code).payload, foreign),
  ],
  [
    'an embedded foreign jwk',
    (code) => signRaw({ ...partsOf(code).header, jwk: foreignJwk }, partsOf(code).payload, foreign),
  ],
  [
    'a jku',
    (code) =>
      signRaw({ ...partsOf(code).header, jku: 'https://evil.example/jwks' }, partsOf(code).payload, foreign),
  ],
  [
    'an x5u',
    (code) =>
      signRaw({ ...partsOf(code).header, x5u: 'https://evil.example/x' }, partsOf(code).payload, foreign),
  ],
  ['a kid that is a path', header({ kid: '../../etc/passwd' })],
  ['a kid that is a number', header({ kid: 7 })],
  ['a kid named like a member of objects', header({ kid: '__proto__' })],
  ['no kid', (code) => signRaw({ alg: 'EdDSA' }, partsOf(code).payload, foreign)],
  ['no signature', (code) => `${code.split('.').slice(0, 2).join('.')}.`],
  ['a signature of zeros', (code) => `${code.split('.').slice(0, 2).join('.')}.${'A'.repeat(86)}`],
  ['half of it', (code) => code.slice(0, code.length / 2)],
  ['all but its last character', (code) => code.slice(0, -1)],
  ['one character more', (code) => `${code}A`],
  ['padding', (code) => `${code}==`],
  ['a part more', (code) => `${code}.${code.split('.')[2]}`],
  ['spaces inside', (code) => code.replace('.', '. ')],
  ['a line break inside', (code) => code.replace('.', '.\n')],
  [
    'JWS JSON serialization',
    (code) => {
      const [protectedHeader, body, signature] = code.split('.');
      return JSON.stringify({ payload: body, protected: protectedHeader, signature });
    },
  ],
  [
    'general JWS JSON serialization',
    (code) => {
      const [protectedHeader, body, signature] = code.split('.');
      return JSON.stringify({ payload: body, signatures: [{ protected: protectedHeader, signature }] });
    },
  ],
  ['two fragments', (code) => `${ISSUER}/v#${code}#${code}`],
  ['another page', (code) => `${ISSUER}/w#${code}`],
  ['the claim in the query', (code) => `${ISSUER}/v?code=${code}`],
  ['another scheme', (code) => `javascript:/v#${code}`],
  ['a text of 5000 characters', (code) => code + 'A'.repeat(5000 - code.length)],
  ['five million characters', () => 'e'.repeat(5_000_000)],
  ['Chinese and emoji', () => '离校.😀.\u202e流程单'],
  ['a NUL', (code) => `${code}\0`],
  ['a lone surrogate', (code) => `${code}\ud800`],
  ['full-width letters', (code) => code.replaceAll('e', 'ｅ')],
  ['nothing', () => ''],
  ['spaces', () => '   '],
  ['dots', () => '..'],
];
const signedForgeries: readonly [string, Forgery][] = [
  ['an unknown crit', signedByUs(({ header, payload }) => [{ ...header, crit: ['x'], x: 1 }, payload])],
  ['crit b64', signedByUs(({ header, payload }) => [{ ...header, crit: ['b64'], b64: false }, payload])],
  ['our own key as jwk', signedByUs(({ header, payload }) => [{ ...header, jwk: ours.jwk }, payload])],
  [
    'a jku beside our kid',
    signedByUs(({ header, payload }) => [{ ...header, jku: 'https://evil.example/' }, payload]),
  ],
  [
    'another issuer',
    signedByUs(({ header, payload }) => [header, { ...payload, iss: 'https://other.example' }]),
  ],
  ['another state', signedByUs(({ header, payload }) => [header, { ...payload, st: 'DIPLOMA_ISSUED' }])],
  ['another student', signedByUs(({ header, payload }) => [header, { ...payload, sub: 'AAAAAAAAAAAAAA' }])],
  [
    'a serial that is none of ours',
    signedByUs(({ header, payload }) => [header, { ...payload, jti: newSerial() }]),
  ],
  ['one more claim', signedByUs(({ header, payload }) => [header, { ...payload, exp: 9_999_999_999 }])],
  ['a serial that is no text', signedByUs(({ header, payload }) => [header, { ...payload, jti: 7 }])],
  ['no student', signedByUs(({ header, payload: { sub: _, ...rest } }) => [header, rest])],
  ['a list', signedByUs(({ header }) => [header, []])],
  ['null', signedByUs(({ header }) => [header, 'null'])],
  ['no JSON', signedByUs(({ header }) => [header, 'SUBMITTED'])],
];
const hmacWith = (code: string, secret: Uint8Array | string) =>
  macRaw({ ...partsOf(code).header, alg: 'HS256' }, partsOf(code).payload, secret);

describe('a form is INVALID, in the words for an unknown serial,', () => {
  test.each(forgeries)('with %s', async (_, forge) => {
    const { code } = await forms.store();
    const forged = forge(code);
    expect(forged).not.toBe(code);
    expect(await forms.check({ code: forged })).toEqual(invalid);
  });

  test.each(signedForgeries)('signed by us with %s', async (_, forge) => {
    const { code } = await forms.store();
    expect(await forms.check({ code: forge(code) })).toEqual(invalid);
  });

  test('whichever character of it is another', async () => {
    const { code } = await forms.store();
    const accepted: number[] = [];
    for (let at = 0; at < code.length; at++) {
      const other = code[at] === 'A' ? 'B' : 'A';
      const { verdict } = await forms.check({ code: code.slice(0, at) + other + code.slice(at + 1) });
      if (verdict !== 'INVALID') accepted.push(at);
    }
    expect(accepted).toEqual([]);
  });

  test('where the bits that decode to nothing are others', async () => {
    const { code } = await forms.store();
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = digits.indexOf(code.at(-1) ?? '');
    const same = code.slice(0, -1) + digits[last ^ 1];
    expect(Buffer.from(same.split('.')[2] ?? '', 'base64url')).toEqual(
      Buffer.from(code.split('.')[2] ?? '', 'base64url'),
    );
    expect(await forms.check({ code: same })).toEqual(invalid);
  });

  test('signed with a key of another school, of the same kind', async () => {
    const { code } = await forms.store();
    expect(await forms.checkWith({ keys: passingFormKeys() }, { code })).toEqual(
      expect.objectContaining({ verdict: 'INVALID', serial: null }),
    );
  });
});

test('the genuine form beside all of them is VALID, as URL and as claim', async () => {
  const { code, url, serial } = await forms.store();
  for (const text of [code, url, ` ${url}\n`, `https://old.example/lixiao/v#${code}`])
    expect(await forms.check({ code: text })).toMatchObject({ verdict: 'VALID', serial, signed: true });
  expect(keyId(ours.jwk)).toBe(partsOf(code).header.kid);
});

test('a forged code costs no look into the records, whether its serial exists or not', async () => {
  const { code } = await forms.store();
  const before = forms.reads.length;
  await forms.check({ code: payload({ iat: 1 })(code) });
  await forms.check({ code: payload({ jti: newSerial() })(code) });
  expect(forms.reads.length).toBe(before);
});

test('a photocopied form of another student is INVALID for who presents it, in the same words', async () => {
  const { url, serial, studentId } = await forms.store({ name: '李四' });
  expect(await forms.check({ code: url, presentedBy: 'TS-OTHER' }, desk)).toEqual(invalid);
  expect(await forms.check({ serial, presentedBy: 'TS-OTHER' }, desk)).toEqual(invalid);
  expect(await forms.check({ code: url, presentedBy: studentId }, desk)).toMatchObject({
    verdict: 'VALID',
    name: '李四',
  });
});

test('a form of a reopened submission is VOID, though its signature holds', async () => {
  const voidedAt = new Date('2020-06-17T00:00:00Z');
  const { url } = await forms.store({ voidedAt });
  expect(await forms.check({ code: url })).toMatchObject({
    verdict: 'VOID',
    signed: true,
    voidedAt: voidedAt.toISOString(),
  });
});
