import { decodeProtectedHeader, importJWK, jwtVerify, SignJWT } from 'jose';
import type { DevKey } from './dev-key.ts';
import { isSubject, parseRole, type Role } from './roles.ts';

/** Who issues development tokens, and for whom. Production accepts neither. */
export const DEV_ISSUER = 'urn:graduate-clearance:development';
export const AUDIENCE = 'graduate-clearance';
const LIFE_SECONDS = 12 * 3600;
const CLOCK_SKEW_SECONDS = 5;

/** Who a token speaks for, until when (epoch milliseconds). */
export interface Claims {
  readonly sub: string;
  readonly role: Role;
  readonly expiresAt: number;
}

/** A token for `sub` in `role`, EdDSA, 12 hours from `now`. */
export async function signDevToken(
  who: { sub: string; role: Role },
  key: DevKey,
  now: Date,
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ role: who.role })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: key.kid })
    .setIssuer(DEV_ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(who.sub)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFE_SECONDS)
    .sign(await importJWK(key, 'EdDSA'));
}

/** Checks development tokens with one key: null for whatever is not a valid one. */
export async function createDevVerifier(
  key: DevKey,
): Promise<(token: string, now: Date) => Promise<Claims | null>> {
  const { d: _private, ...publicJwk } = key;
  const publicKey = await importJWK(publicJwk, 'EdDSA');
  return async (token, now) => {
    try {
      // The key is ours alone: a header that points to another, or to none that we made, is refused before any use.
      const { kid, jku, jwk, x5u, x5c } = decodeProtectedHeader(token);
      if (kid !== key.kid || jku || jwk || x5u || x5c) return null;
      const { payload } = await jwtVerify(token, publicKey, {
        algorithms: ['EdDSA'],
        issuer: DEV_ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: CLOCK_SKEW_SECONDS,
        currentDate: now,
      });
      const role = parseRole(payload.role);
      if (role === null || !isSubject(payload.sub) || payload.exp === undefined) return null;
      return { sub: payload.sub, role, expiresAt: payload.exp * 1000 };
    } catch {
      return null;
    }
  };
}
