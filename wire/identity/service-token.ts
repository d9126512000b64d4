import { SignJWT } from 'jose';
import { createBoundedTokens } from './bounded-tokens.ts';
import type { ServiceKeyFile } from './service-keys.ts';

/** Who issues service tokens: every service signs its own, with a key that the others know. */
export const SERVICE_ISSUER = 'urn:graduate-clearance:service';

/** Seconds that a service token lives. */
export const SERVICE_TOKEN_SECONDS = 60;

/** Which service speaks: the gateway, or the clearance subgraph reading what it decides by. */
export const serviceRoles = ['gateway', 'clearance'] as const;

/** One of `serviceRoles`. */
export type ServiceRole = (typeof serviceRoles)[number];

/** The service that may speak for people. */
export const SPEAKS_FOR_PEOPLE = 'gateway' satisfies ServiceRole;

/** A person for whom a service speaks, in one of that person's roles. */
export interface Person {
  /** A student or staff number, or an account. */
  readonly sub: string;
  /** `student`, `registrar`, `staff:library`; never a service's. */
  readonly role: string;
}

/**
 * A token for one subgraph, by its name: as the service itself, or for a person (`sub` and `role` are the person's, `act`
 * says which service speaks, RFC 8693 4.1). Rejects where the key file holds no private key.
 */
export type SignServiceToken = (audience: string, person?: Person) => Promise<string>;

const RENEWED_BEFORE_MS = 10_000;
// About 10 MB; a class that all comes at once, at three subgraphs each.
const MOST_SIGNED = 20_000;

/**
 * Signs tokens as one service: EdDSA, 60 s, one per audience and person, used again until 10 s before it expires. The
 * least used of more than 20,000 is forgotten. Signing takes some 100 us, finding a signed one some 3 us (Node 24).
 */
export function createServiceSigner(
  keys: ServiceKeyFile,
  role: ServiceRole,
  now: () => Date,
): SignServiceToken {
  const signed = createBoundedTokens<Promise<string>>(MOST_SIGNED);
  return (audience, person) => {
    const at = now().getTime();
    const name = person ? JSON.stringify([audience, person.sub, person.role]) : audience;
    const known = signed.find(name, at);
    if (known) return known;
    const token = sign(keys, { role, audience, person, at });
    signed.keep(name, token, at + SERVICE_TOKEN_SECONDS * 1000 - RENEWED_BEFORE_MS);
    // One that failed is not kept for the next caller.
    token.catch(() => signed.drop(name));
    return token;
  };
}

interface ToSign {
  readonly role: ServiceRole;
  readonly audience: string;
  readonly person: Person | undefined;
  readonly at: number;
}

async function sign(keys: ServiceKeyFile, { role, audience, person, at }: ToSign): Promise<string> {
  const { signing } = await keys.renewed();
  if (signing === null) throw new Error('The service key file holds no private key, so it can sign nothing.');
  const issuedAt = Math.floor(at / 1000);
  const claims = person ? { sub: person.sub, role: person.role, act: { sub: role } } : { role };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: signing.kid })
    .setIssuer(SERVICE_ISSUER)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + SERVICE_TOKEN_SECONDS)
    .sign(signing.key);
}
