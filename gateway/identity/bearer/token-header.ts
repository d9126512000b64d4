import { decodeProtectedHeader } from 'jose';

/** What of a token's header may matter before its signature was checked. */
export interface TokenHeader {
  readonly alg: string;
  /** Names a key of the issuer; only ever looked up in the set that it published. */
  readonly kid: string;
}

const MAX_KID_LENGTH = 256;
/** Where a token would have us take its key from, or would have us understand more than we do. */
const FORBIDDEN = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64', 'zip', 'enc'] as const;
/** Access tokens (RFC 9068), and issuers that say no more than JWT; not logout tokens and other statements. */
const TYPES = new Set(['jwt', 'at+jwt', 'application/at+jwt']);

/** The header of a token, or null where nothing that follows could make it a good one. */
export function readTokenHeader(token: string, algorithms: readonly string[]): TokenHeader | null {
  const header = decode(token);
  if (header === null || FORBIDDEN.some((name) => Object.hasOwn(header, name))) return null;
  const { alg, kid, typ } = header;
  if (typeof alg !== 'string' || !algorithms.includes(alg)) return null;
  if (typeof typ !== 'string' || !TYPES.has(typ.toLowerCase())) return null;
  if (typeof kid !== 'string' || kid === '' || kid.length > MAX_KID_LENGTH) return null;
  return { alg, kid };
}

function decode(token: string): Readonly<Record<string, unknown>> | null {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return null;
  }
}
