import { createHash, type KeyObject } from 'node:crypto';

/** A public key as JWKS readers take it (RFC 8037). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** base64url, 43 characters. */
  readonly x: string;
}

/** A key that forms are or were signed with. */
export interface VerifyingKey {
  readonly kid: string;
  readonly jwk: PublicJwk;
  readonly publicKey: KeyObject;
  /** Made by the program for trying it: forms say DEMO KEY. */
  readonly demo: boolean;
}

/** A key that signs. */
export interface SigningKey extends VerifyingKey {
  readonly privateKey: KeyObject;
}

/** Everything that forms are signed and checked with. */
export interface FormKeys {
  /** Signs new forms. */
  readonly current: SigningKey;
  /** The current key first, then those that older forms were signed with. */
  readonly all: readonly VerifyingKey[];
  /** Secrets of the claim's `sub`, at least 32 bytes each: the first names students in new forms, the others in older ones. */
  readonly subjectSecrets: readonly [Uint8Array, ...Uint8Array[]];
}

const KID_LENGTH = 8;

/**
 * The id of a key: the first 8 characters (48 bits) of its thumbprint by RFC 7638.
 *
 * The whole thumbprint would cost the QR code 47 characters, two versions. An id only picks the key to check with,
 * so a short one is as safe; a key file with two keys of one id is refused.
 */
export function keyId({ crv, kty, x }: PublicJwk): string {
  // RFC 7638: required members only, in this order, without spaces.
  return createHash('sha256')
    .update(JSON.stringify({ crv, kty, x }))
    .digest('base64url')
    .slice(0, KID_LENGTH);
}

/** The key of that id; undefined where it is none of ours. */
export function keyOf(keys: FormKeys, kid: string): VerifyingKey | undefined {
  return keys.all.find((key) => key.kid === kid);
}
