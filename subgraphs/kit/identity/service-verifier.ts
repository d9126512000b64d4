import { type CryptoKey, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { createBoundedTokens } from '../../../wire/identity/bounded-tokens.ts';
import type { ServiceKeyFile } from '../../../wire/identity/service-keys.ts';
import {
  type Person,
  SERVICE_ISSUER,
  SERVICE_TOKEN_SECONDS,
  type ServiceRole,
  SPEAKS_FOR_PEOPLE,
  serviceRoles,
} from '../../../wire/identity/service-token.ts';
import { fault } from '../graph/graph-errors.ts';
import type { Clock } from '../service/clock.ts';

/** A service that proved itself, and speaks for itself. */
export interface ServiceCaller {
  readonly kind: 'service';
  readonly role: ServiceRole;
}

/** Who calls: a service for itself, or the gateway for a person. */
export type Caller = ServiceCaller | ({ readonly kind: 'person' } & Person);

/** Reads who calls from an `Authorization` header. @throws UNAUTHENTICATED for all that is no valid token for this subgraph */
export type ReadCaller = (authorization: string | undefined) => Promise<Caller>;

/** Reads the calling service. @throws UNAUTHENTICATED for all that is no valid token of a service that speaks for itself */
export type ReadService = (authorization: string | undefined) => Promise<ServiceCaller>;

const REMEMBERED = 20_000;
const CLOCK_SKEW_SECONDS = 5;

/** Passes services that speak for themselves; a person's token opens nothing but the graph. */
export function servicesOnly(readCaller: ReadCaller): ReadService {
  return async (authorization) => {
    const caller = await readCaller(authorization);
    return caller.kind === 'service' ? caller : refuse();
  };
}

/**
 * Verifies service tokens for one audience; verified tokens are remembered until they expire, the least used of more
 * than 20,000 forgotten.
 *
 * A token names its key by `kid`, and nothing else of its header is followed. An unknown `kid` makes the file be read
 * again, at most every 10 s, so that a new key needs no restart.
 *
 * @param audience the subgraph's name
 */
export function createServiceVerifier(keys: ServiceKeyFile, audience: string, now: Clock): ReadCaller {
  const remembered = createBoundedTokens<Caller>(REMEMBERED);
  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return refuse();
    const known = remembered.find(token, now().getTime());
    if (known) return known;
    const { caller, expires } = await verify(token, keys, audience, now());
    remembered.keep(token, caller, expires);
    return caller;
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
    const caller = callerOf(payload);
    const { exp = Number.POSITIVE_INFINITY, iat = 0 } = payload;
    const ahead = iat - now.getTime() / 1000;
    // A stolen token is worth a minute, so one that claims to live longer, or from later on, is none.
    if (caller === null || exp - iat > SERVICE_TOKEN_SECONDS || ahead > CLOCK_SKEW_SECONDS) return refuse();
    return { caller, expires: exp * 1000 };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return refuse();
    throw error;
  }
}

const SUBJECT = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u;
const PERSONS_ROLE = /^(?:student|registrar|analyst|desk|integrator|staff:[a-z][a-z0-9-]{0,31})$/;

/** Who speaks for nobody has a service's role; who speaks for a person is the gateway, and has that person's. */
function callerOf({ sub, role, act }: JWTPayload): Caller | null {
  if (sub === undefined && act === undefined) {
    const service = serviceRoles.find((one) => one === role);
    return service === undefined ? null : { kind: 'service', role: service };
  }
  const actor = typeof act === 'object' && act !== null && 'sub' in act ? act.sub : undefined;
  if (actor !== SPEAKS_FOR_PEOPLE || typeof sub !== 'string' || !SUBJECT.test(sub)) return null;
  return typeof role === 'string' && PERSONS_ROLE.test(role) ? { kind: 'person', sub, role } : null;
}

async function keyFor(token: string, keys: ServiceKeyFile): Promise<CryptoKey> {
  const { kid, jku, jwk, x5u, x5c } = decodeProtectedHeader(token);
  if (kid === undefined || jku || jwk || x5u || x5c) return refuse();
  return (await keys.current()).verifying.get(kid) ?? (await keys.renewed()).verifying.get(kid) ?? refuse();
}

function refuse(): never {
  throw fault('UNAUTHENTICATED', '服务凭证无效或已过期。The service token is not valid, or has expired.');
}
