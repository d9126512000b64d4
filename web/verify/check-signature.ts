import { bytesOf, type Claim } from './claim.ts';
import { type KnownKeys, type PublicKey, readFormKeys } from './form-keys.ts';

/**
 * What this device finds out about a signature by itself. `bad` also where the service has no key of that name;
 * `unknown-key`: not among those that are remembered here; `unsupported`: this browser knows no Ed25519.
 */
export type SignatureCheck = 'good' | 'bad' | 'unknown-key' | 'no-keys' | 'unsupported';

const ALGORITHM = { name: 'Ed25519' };

/** Checks the signature of a claim in this browser (WebCrypto); never rejects. */
export async function checkSignature(
  claim: Claim,
  read: (freshness?: 'default' | 'reload') => Promise<KnownKeys> = readFormKeys,
): Promise<SignatureCheck> {
  const known = await read();
  const found = keyOf(known, claim) ?? keyOf(known.from === 'service' ? await read('reload') : known, claim);
  if (found === undefined) {
    if (known.keys.length === 0) return 'no-keys';
    return known.from === 'service' ? 'bad' : 'unknown-key';
  }
  return verify(claim, found);
}

function keyOf({ keys }: KnownKeys, { kid }: Claim): PublicKey | undefined {
  return keys.find((key) => key.kid === kid);
}

async function verify({ signed, signature }: Claim, { kty, crv, x }: PublicKey): Promise<SignatureCheck> {
  const bytes = bytesOf(signature);
  if (bytes === null) return 'bad';
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('jwk', { kty, crv, x }, ALGORITHM, false, ['verify']);
  } catch {
    return 'unsupported';
  }
  return (await crypto.subtle.verify(ALGORITHM, key, bytes, new TextEncoder().encode(signed)))
    ? 'good'
    : 'bad';
}
