import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Keys that production needs: of printed forms, of services that call each other, of cached values. */
export type KeyKind = 'form' | 'service' | 'cache';

/** The kind that a word names, or null. */
export function parseKeyKind(word: string | undefined): KeyKind | null {
  return word === 'form' || word === 'service' || word === 'cache' ? word : null;
}

/** The text of a new key file: a JWK Set (Ed25519; for forms with the secret that hides student numbers), or 64 hex digits. */
export function newKeyText(kind: KeyKind): string {
  if (kind === 'cache') return `${randomBytes(32).toString('hex')}\n`;
  const secret = { kty: 'oct', k: randomBytes(32).toString('base64url') };
  return textOf(kind === 'form' ? [newSigningKey(), secret] : [newSigningKey()]);
}

/**
 * The text of an existing key file with a new signing key in front, the others kept, so that what they signed still
 * verifies. Refused for what is no key set, and for cached values, which need no old key.
 */
export function newRingText(
  kind: KeyKind,
  file: string,
): { readonly kind: 'text'; readonly text: string } | { readonly kind: 'refused'; readonly reason: string } {
  if (kind === 'cache')
    return { kind: 'refused', reason: `${file} exists; delete it first, cached values are only forgotten.` };
  try {
    const ring = JSON.parse(readFileSync(file, 'utf8')) as { keys?: unknown };
    const keys = Array.isArray(ring.keys) ? ring.keys : [ring];
    if (!keys.every((key) => typeof key === 'object' && key !== null && 'kty' in key)) throw new Error();
    return { kind: 'text', text: textOf([newSigningKey(), ...keys]) };
  } catch {
    return { kind: 'refused', reason: `${file} exists and holds no keys; nothing was changed.` };
  }
}

function newSigningKey() {
  const { kty, crv, x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { kty, crv, x, d, kid: randomBytes(9).toString('base64url'), alg: 'EdDSA', use: 'sig' };
}

function textOf(keys: readonly unknown[]): string {
  return `${JSON.stringify({ keys }, null, 2)}\n`;
}
