import { createPrivateKey, createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { keyId, type SigningKey, type VerifyingKey } from './form-keys.ts';

/** One key of a file as it may be used, or what is wrong with it: a clause that never repeats key material. */
export type KeyRead =
  | { readonly kind: 'signing'; readonly key: SigningKey }
  | { readonly kind: 'verifying'; readonly key: VerifyingKey }
  | { readonly kind: 'subject-secret'; readonly secret: Uint8Array }
  | { readonly kind: 'fault'; readonly fault: string };

const MIN_SECRET_BYTES = 32;
const ED25519_BYTES = 32;

const kind = z.object({ kty: z.string(), crv: z.string().optional(), demo: z.boolean().default(false) });
const ed25519 = z.object({ x: base64url(ED25519_BYTES), d: base64url(ED25519_BYTES).optional() });

/**
 * Reads one JSON Web Key: Ed25519, private or public only, or a secret (`oct`). A `kid` in it is not used: ids are
 * thumbprints, so that nobody can give two keys one name.
 */
export function readKey(jwk: unknown): KeyRead {
  const shape = kind.safeParse(jwk);
  if (!shape.success) return fault('is no JSON Web Key: it needs a text "kty"');
  const { kty, crv, demo } = shape.data;
  if (kty === 'oct') return readSecret(jwk);
  if (kty !== 'OKP' || crv !== 'Ed25519')
    return fault(`is ${[kty, crv].filter(Boolean).join(' ')}; forms are signed with OKP Ed25519 keys only`);
  const read = ed25519.safeParse(jwk);
  if (!read.success)
    return fault(`${read.error.issues[0]?.path[0] === 'd' ? '"d"' : '"x"'} is not 32 bytes in base64url`);
  return readEd25519(read.data, demo);
}

function readEd25519({ x, d }: z.infer<typeof ed25519>, demo: boolean): KeyRead {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x } as const;
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const key = { kid: keyId(jwk), jwk, publicKey, demo };
  if (d === undefined) return { kind: 'verifying', key };
  const privateKey = createPrivateKey({ key: { ...jwk, d }, format: 'jwk' });
  // Where they do not belong together, forms would be signed that nothing verifies.
  if (createPublicKey(privateKey).export({ format: 'jwk' }).x !== x)
    return fault('"x" does not belong to its "d"');
  return { kind: 'signing', key: { ...key, privateKey } };
}

function readSecret(jwk: unknown): KeyRead {
  const { k } = jwk as { k?: unknown };
  const secret = typeof k === 'string' ? subjectSecretOf(k) : null;
  if (secret === null)
    return fault(`is a secret (oct) whose "k" is not at least ${MIN_SECRET_BYTES} bytes in base64url`);
  return { kind: 'subject-secret', secret };
}

/** A secret of at least 32 bytes from base64url; null where the text is none. */
export function subjectSecretOf(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length >= MIN_SECRET_BYTES && bytes.toString('base64url') === text ? bytes : null;
}

function base64url(bytes: number) {
  return z.string().refine((text) => {
    const read = Buffer.from(text, 'base64url');
    return read.length === bytes && read.toString('base64url') === text;
  });
}

function fault(text: string): KeyRead {
  return { kind: 'fault', fault: text };
}
