import { type CryptoKey, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { ServiceKeyFile } from '../../../wire/identity/service-keys.ts';
import {
  SERVICE_ISSUER,
  SERVICE_TOKEN_SECONDS,
  type ServiceRole,
  serviceRoles,
} from '../../../wire/identity/service-token.ts';
import { fault } from '../graph/graph-errors.ts';
import type { Clock } from '../service/clock.ts';

/** A service that proved itself. */
export interface ServiceCaller {
  readonly kind: 'service';
  readonly role: ServiceRole;
}

/** Reads the calling service from an `Authorization` header. @throws UNAUTHENTICATED for all that is no valid token */
export type ReadService = (authorization: string | undefined) => Promise<ServiceCaller>;

const REMEMBERED = 10_000;
const CLOCK_SKEW_SECONDS = 5;

/** Refuses everybody: for a service without keys. */
export const refuseServices: ReadService = async () => refuse();

/**
 * Verifies service tokens for one audience; verified tokens are remembered until they expire.
 *
 * A token names its key by `kid`, and nothing else of its header is followed. An unknown `kid` makes the file be read
 * again, at most every 10 s, so that a new key needs no restart.
 *
 * @param audience the subgraph's name
 */
export function createServiceVerifier(keys: ServiceKeyFile, audience: string, now: Clock): ReadService {
  const remembered = new Map<string, { readonly caller: ServiceCaller; readonly expires: number }>();
  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return refuse();
    const known = remembered.get(token);
    if (known && known.expires > now().getTime()) return known.caller;
    remembered.delete(token);
    const verified = await verify(token, keys, audience, now());
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(token, verified);
    return verified.caller;
  };
}

async function verify(token: string, keys: ServiceKeyFile, audience: string, now: Date) {
  try {
    const { payload } = await jwtVerify(token, await keyFor(token, keys), {
      issuer: SERVICE_ISSUER,
      audience,
      algorithms: ['EdDSA'],
      requiredClaims: ['exp', 'iat'],
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: now,
    });
    const role = serviceRoles.find((one) => one === payload.role);
    const { exp = Number.POSITIVE_INFINITY, iat = 0 } = payload;
    // A stolen token is worth a minute, so one that claims to live longer is none.
    if (role === undefined || exp - iat > SERVICE_TOKEN_SECONDS) return refuse();
    return { caller: { kind: 'service', role } as const, expires: exp * 1000 };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return refuse();
    throw error;
  }
}

async function keyFor(token: string, keys: ServiceKeyFile): Promise<CryptoKey> {
  const { kid, jku, jwk, x5u, x5c } = decodeProtectedHeader(token);
  if (kid === undefined || jku || jwk || x5u || x5c) return refuse();
  return (await keys.current()).verifying.get(kid) ?? (await keys.renewed()).verifying.get(kid) ?? refuse();
}

function refuse(): never {
  throw fault('UNAUTHENTICATED', '服务凭证无效或已过期。The service token is not valid, or has expired.');
}
