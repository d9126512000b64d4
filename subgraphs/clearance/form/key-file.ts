import type { FormKeys, SigningKey, VerifyingKey } from './form-keys.ts';
import { readKey } from './read-key.ts';

/** The keys of a file, or every fault of it, a sentence each. */
export type KeysRead =
  | { readonly kind: 'keys'; readonly keys: FormKeys }
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

/**
 * Reads a key file: a JSON Web Key, or a JSON Web Key Set (RFC 7517).
 *
 * - The first Ed25519 key signs, so it must be private. Those after it verify older forms; their "d" may be removed.
 * - `oct` keys are the secrets that name students in the claim (`sub`). They are secrets of their own, not derived from
 *   a signing key: a retired key may lie there without its private part, and its forms must still verify. The first
 *   names students in new forms.
 *
 * To rotate, put a new key in front and restart. To revoke, take a key out: what it signed is INVALID from then on.
 *
 * @param file how sentences call it
 * @param secret of `FORM_HMAC_KEY`: for a file without an `oct` key, such as a single JWK
 */
export function readKeyFile(text: string, file: string, secret: Uint8Array | null): KeysRead {
  const jwks = listOf(text);
  if (jwks === null) return faulty([`${file}: is neither a JSON Web Key nor a JSON Web Key Set`]);
  const faults: string[] = [];
  const keys: (SigningKey | VerifyingKey)[] = [];
  const secrets: Uint8Array[] = [];
  for (const [index, jwk] of jwks.entries()) {
    const read = readKey(jwk);
    if (read.kind === 'fault') faults.push(`${file}: key ${index + 1} ${read.fault}`);
    else if (read.kind === 'subject-secret') secrets.push(read.secret);
    else if (keys.some(({ kid }) => kid === read.key.kid))
      faults.push(`${file}: key ${index + 1} is there twice (${read.key.kid})`);
    else keys.push(read.key);
  }
  if (faults.length > 0) return faulty(faults);
  return together(file, keys, secrets.length === 0 && secret ? [secret] : secrets);
}

function together(
  file: string,
  all: readonly (SigningKey | VerifyingKey)[],
  [first, ...others]: readonly Uint8Array[],
): KeysRead {
  const faults: string[] = [];
  const current = all[0];
  if (current === undefined) faults.push(`${file}: holds no Ed25519 key to sign with`);
  else if (!canSign(current))
    faults.push(`${file}: the first Ed25519 key (${current.kid}) signs, so it needs its private part "d"`);
  if (first === undefined)
    faults.push(`${file}: needs a secret beside it: an oct key of 32 bytes in the set, or FORM_HMAC_KEY`);
  if (current === undefined || !canSign(current) || first === undefined) return faulty(faults);
  return { kind: 'keys', keys: { current, all, subjectSecrets: [first, ...others] } };
}

function canSign(key: SigningKey | VerifyingKey): key is SigningKey {
  return 'privateKey' in key;
}

function listOf(text: string): readonly unknown[] | null {
  const read = parseJson(text);
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return null;
  if (!('keys' in read)) return [read];
  return Array.isArray(read.keys) ? read.keys : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function faulty(faults: readonly string[]): KeysRead {
  return { kind: 'faults', faults };
}
