import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keyId } from '../../subgraphs/clearance/form/form-keys.ts';
import { keysOf, newJwk, newSecret, publicOf, read } from './kit/key-files.ts';

describe('a key file', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const ed448 = generateKeyPairSync('ed448').privateKey.export({ format: 'jwk' });
  const [good, other, secret] = [newJwk(), newJwk(), newSecret()];

  test('may be a single key, with the secret beside it', () => {
    expect(keysOf(good, randomBytes(32)).all).toHaveLength(1);
    expect(keysOf({ keys: [good, secret] }, randomBytes(32)).subjectSecrets).toHaveLength(1);
  });

  test.each([
    ['no JSON', 'secret text', ['forms.json: is neither a JSON Web Key nor a JSON Web Key Set']],
    ['a list', [], ['forms.json: is neither a JSON Web Key nor a JSON Web Key Set']],
    ['keys that are none', { keys: {} }, ['forms.json: is neither a JSON Web Key nor a JSON Web Key Set']],
    [
      'a key that is none',
      { keys: [good, 7, secret] },
      ['forms.json: key 2 is no JSON Web Key: it needs a text "kty"'],
    ],
    [
      'an RSA and an Ed448 key',
      { keys: [good, rsa, secret, ed448] },
      [
        'forms.json: key 2 is RSA; forms are signed with OKP Ed25519 keys only',
        'forms.json: key 4 is OKP Ed448; forms are signed with OKP Ed25519 keys only',
      ],
    ],
    [
      'a short x',
      { keys: [{ ...good, x: 'AA' }, secret] },
      ['forms.json: key 1 "x" is not 32 bytes in base64url'],
    ],
    [
      'a d that is a number',
      { keys: [{ ...good, d: 7 }, secret] },
      ['forms.json: key 1 "d" is not 32 bytes in base64url'],
    ],
    [
      'halves of two keys',
      { keys: [{ ...good, x: other.x }, secret] },
      ['forms.json: key 1 "x" does not belong to its "d"'],
    ],
    [
      'one key twice',
      { keys: [good, publicOf(good), secret] },
      [`forms.json: key 2 is there twice (${keyId({ kty: 'OKP', crv: 'Ed25519', x: good.x ?? '' })})`],
    ],
    [
      'a public key in front',
      { keys: [publicOf(good), other, secret] },
      [
        `forms.json: the first Ed25519 key (${keyId({ kty: 'OKP', crv: 'Ed25519', x: good.x ?? '' })}) signs, so it needs its private part "d"`,
      ],
    ],
    [
      'a short secret',
      { keys: [good, { kty: 'oct', k: 'c2hvcnQ' }] },
      ['forms.json: key 2 is a secret (oct) whose "k" is not at least 32 bytes in base64url'],
    ],
    [
      'no secret',
      { keys: [good] },
      ['forms.json: needs a secret beside it: an oct key of 32 bytes in the set, or FORM_HMAC_KEY'],
    ],
    [
      'nothing',
      { keys: [] },
      [
        'forms.json: holds no Ed25519 key to sign with',
        'forms.json: needs a secret beside it: an oct key of 32 bytes in the set, or FORM_HMAC_KEY',
      ],
    ],
  ])('with %s is refused in sentences that hold no key', (_, file, faults) => {
    const found = read(file);
    expect(found).toEqual({ kind: 'faults', faults });
    for (const secretPart of [good.d, secret.k]) expect(JSON.stringify(found)).not.toContain(secretPart);
  });
});
