import { SignJWT } from 'jose';
import type { ServiceKeyFile } from './service-keys.ts';

/** Who issues service tokens: every service signs its own, with a key that the others know. */
export const SERVICE_ISSUER = 'urn:graduate-clearance:service';

/** Seconds that a service token lives. */
export const SERVICE_TOKEN_SECONDS = 60;

/** Which service speaks: the gateway, or the clearance subgraph reading what it decides by. */
export const serviceRoles = ['gateway', 'clearance'] as const;

/** One of `serviceRoles`. */
export type ServiceRole = (typeof serviceRoles)[number];

/** A token for one subgraph, by its name. Rejects where the key file holds no private key. */
export type SignServiceToken = (audience: string) => Promise<string>;

const RENEWED_BEFORE_MS = 10_000;

/**
 * Signs tokens as one service: EdDSA, 60 s, one per audience, used again until 10 s before it expires.
 */
export function createServiceSigner(
  keys: ServiceKeyFile,
  role: ServiceRole,
  now: () => Date,
): SignServiceToken {
  const signed = new Map<string, { readonly token: Promise<string>; readonly until: number }>();
  return (audience) => {
    const at = now().getTime();
    const known = signed.get(audience);
    if (known && at < known.until) return known.token;
    const token = sign(keys, role, audience, at);
    signed.set(audience, { token, until: at + SERVICE_TOKEN_SECONDS * 1000 - RENEWED_BEFORE_MS });
    // One that failed is not kept for the next caller.
    token.catch(() => signed.delete(audience));
    return token;
  };
}

async function sign(keys: ServiceKeyFile, role: ServiceRole, audience: string, at: number): Promise<string> {
  const { signing } = await keys.renewed();
  if (signing === null) throw new Error('The service key file holds no private key, so it can sign nothing.');
  const issuedAt = Math.floor(at / 1000);
  return new SignJWT({ role })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: signing.kid })
    .setIssuer(SERVICE_ISSUER)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + SERVICE_TOKEN_SECONDS)
    .sign(signing.key);
}
