import { decodeJwt, type JWTPayload, jwtVerify } from 'jose';
import type { Log } from '../../observe/log.ts';
import { isSubject } from '../roles.ts';
import type { BearerConfig } from './bearer-config.ts';
import { createIssuerKeys, type KeySet, keyLimits, keyTimes } from './issuer-keys.ts';
import { readTokenHeader, type TokenHeader } from './token-header.ts';

/** Whom a token names, until when (epoch milliseconds); that it is none of ours; or that its key could not be had. */
export type BearerRead =
  | { readonly kind: 'subject'; readonly sub: string; readonly expiresAt: number }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unavailable' };

/** Reads a token at a time; never rejects. */
export type Bearer = (token: string, now: Date) => Promise<BearerRead>;

/** What tests may choose besides the configuration. */
export interface BearerOptions {
  readonly times?: typeof keyTimes;
  readonly limits?: typeof keyLimits;
  /** How many verified tokens are remembered; default 10,000. */
  readonly remembered?: number;
}

const MAX_TOKEN_LENGTH = 8_192;
const CLOCK_SKEW_SECONDS = 5;
type Subject = BearerRead & { readonly kind: 'subject' };
const refused = { kind: 'refused' } as const;

/**
 * Verifies the API's bearer tokens: JWTs of one issuer, for one audience, by the keys of its JWK Set (RFC 7519, 7517,
 * 9068; RFC 8725 for what is refused).
 *
 * A token only ever names a key (`kid`). Nothing in it is fetched or opened, and one that would have it so is refused,
 * as is one without `typ` JWT or at+jwt, `exp`, `iat`, or with times that do not hold (5 s of clock skew).
 *
 * A key that is not known is asked for, at most every 30 s; removed ones stop working within 10 minutes. While the issuer
 * is away tokens of known keys go on working, and one of an unknown key is `unavailable`. Verified tokens are remembered
 * until they expire or the issuer publishes other keys, at most 10,000, oldest out first.
 */
export function createBearer(
  config: BearerConfig,
  log: Pick<Log, 'warn'>,
  { times = keyTimes, limits = keyLimits, remembered: most = 10_000 }: BearerOptions = {},
): Bearer {
  const onFailure = (reason: string) => log.warn({ reason }, 'the token issuer gave no keys');
  const keys = createIssuerKeys({ url: new URL(config.jwksUrl), times, limits, onFailure });
  const remembered = new Map<string, { readonly header: TokenHeader; readonly read: Subject }>();
  let rememberedWith: KeySet | null = null;

  return async (token, now) => {
    const header = remembered.get(token)?.header ?? readHeader(token, config);
    if (header === null) return refused;
    const set = await keys.current(now.getTime(), header.kid);
    if (set === null) return { kind: 'unavailable' };
    if (set !== rememberedWith) remembered.clear();
    rememberedWith = set;
    const before = remembered.get(token)?.read;
    if (before !== undefined && before.expiresAt > now.getTime()) return before;
    remembered.delete(token);
    const read = await verify(token, header, set, config, now);
    if (read.kind === 'subject' && set === rememberedWith) remember(token, { header, read });
    return read;
  };

  function remember(token: string, entry: { header: TokenHeader; read: Subject }): void {
    const [oldest] = remembered.size >= most ? remembered.keys() : [];
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.set(token, entry);
  }
}

/** Somebody else's token is worth no question to our issuer, so its `iss` is looked at first. */
function readHeader(token: string, { algorithms, issuer }: BearerConfig): TokenHeader | null {
  if (token.length > MAX_TOKEN_LENGTH) return null;
  const header = readTokenHeader(token, algorithms);
  return header !== null && issuerOf(token) === issuer ? header : null;
}

async function verify(
  token: string,
  header: TokenHeader,
  set: KeySet,
  { issuer, audience, algorithms, subjectAttribute }: BearerConfig,
  now: Date,
): Promise<BearerRead> {
  try {
    const { payload } = await jwtVerify(token, await set.keyFor({ ...header }), {
      issuer,
      audience,
      algorithms: [...algorithms],
      requiredClaims: ['exp', 'iat'],
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: now,
    });
    return subjectOf(payload, subjectAttribute, now);
  } catch {
    return refused;
  }
}

function subjectOf(payload: JWTPayload, attribute: string, now: Date): BearerRead {
  const { exp, iat } = payload;
  const sub = Object.hasOwn(payload, attribute) ? payload[attribute] : undefined;
  if (exp === undefined || iat === undefined || !isSubject(sub)) return refused;
  if (iat > now.getTime() / 1000 + CLOCK_SKEW_SECONDS) return refused;
  return { kind: 'subject', sub, expiresAt: exp * 1000 };
}

/** Not verified yet. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
