import { calculateJwkThumbprint, compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FormKeys, keyId } from '../../subgraphs/clearance/form/form-keys.ts';
import { createFormResolvers } from '../../subgraphs/clearance/form/form-resolvers.ts';
import { type Forms, openForms, student } from './kit/forms.ts';
import { keysOf, newJwk, newSecret, publicOf } from './kit/key-files.ts';

let forms: Forms;
beforeAll(async () => {
  forms = await openForms();
});
afterAll(() => forms.close());

/** What a new form's QR code says when these keys sign. */
async function signedWith(keys: FormKeys): Promise<string> {
  const { serial, studentId } = await forms.store();
  const source = 'query ($serial: ID!) { clearanceForm(serial: $serial) { code } }';
  return (await forms.with({ keys })(source, { serial }, student(studentId))).data.clearanceForm.code;
}

describe('rotation', () => {
  const [older, newer, secret, laterSecret] = [newJwk(), newJwk(), newSecret(), newSecret()];
  let code: string;
  beforeAll(async () => {
    code = await signedWith(keysOf({ keys: [older, secret] }));
  });
  const verdictWith = async (file: unknown) =>
    (await forms.checkWith({ keys: keysOf(file) }, { code })).verdict;

  test('keeps forms valid that were signed before, also when only the public half of their key is kept', async () => {
    expect(await verdictWith({ keys: [older, secret] })).toBe('VALID');
    expect(await verdictWith({ keys: [newer, older, secret] })).toBe('VALID');
    expect(await verdictWith({ keys: [newer, publicOf(older), secret] })).toBe('VALID');
    expect(await verdictWith({ keys: [newer, publicOf(older), laterSecret, secret] })).toBe('VALID');
  });

  test('makes forms of a key that was taken out INVALID, and of a secret that was', async () => {
    expect(await verdictWith({ keys: [newer, secret] })).toBe('INVALID');
    expect(await verdictWith({ keys: [newer, publicOf(older), laterSecret] })).toBe('INVALID');
  });

  test('signs with the key in front', () => {
    const { current, all } = keysOf({ keys: [newer, publicOf(older), secret] });
    expect(all.map(({ jwk: { x } }) => x)).toEqual([newer.x, older.x]);
    expect(current.jwk.x).toBe(newer.x);
  });
});

describe('formKeys', () => {
  test('gives public keys only, with which any reader of JWKS verifies a form', async () => {
    const keys = keysOf({ keys: [newJwk(), newJwk(), newSecret()] });
    const ask = forms.with({ keys });
    const { data } = await ask(
      '{ formKeys { keys { kid kty crv x alg use demo } } }',
      {},
      { kind: 'anonymous' },
    );
    const shown = data.formKeys.keys as Record<string, unknown>[];
    expect(shown.map((key) => Object.keys(key))).toEqual(
      Array(2).fill(['kid', 'kty', 'crv', 'x', 'alg', 'use', 'demo']),
    );
    expect(JSON.stringify(shown)).not.toMatch(/"(d|k)":/);
    const code = await signedWith(keys);
    const jwks = createLocalJWKSet({ keys: shown } as unknown as JSONWebKeySet);
    expect((await compactVerify(code, jwks)).protectedHeader.kid).toBe(keys.current.kid);
  });

  test('hands its resolver nothing private to begin with', () => {
    const { formKeys } = createFormResolvers(forms.parts).Query;
    const resolve = formKeys as unknown as () => unknown;
    const text = JSON.stringify(resolve());
    const { d } = forms.parts.keys.current.privateKey.export({ format: 'jwk' });
    expect(text).not.toContain(d);
    expect(text).not.toMatch(/"(d|k|privateKey)"/);
  });

  test('names a key by the beginning of its RFC 7638 thumbprint, whatever the file calls it', async () => {
    const jwk = newJwk();
    const { current } = keysOf({ keys: [{ ...jwk, kid: '2020' }, newSecret()] });
    expect(current.kid).toBe((await calculateJwkThumbprint(jwk)).slice(0, 8));
    expect(current.kid).toBe(keyId(current.jwk));
  });
});
