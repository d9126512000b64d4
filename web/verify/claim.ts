/** What a form's QR code claims (RFC 7515, compact), not believed yet. */
export interface Claim {
  /** The whole text that is signed and its signature. */
  readonly signed: string;
  readonly signature: string;
  readonly kid: string;
  /** Serial of the form. */
  readonly serial: string;
  /** When it was submitted. */
  readonly submittedAt: Date;
}

const MAX_LENGTH = 4096;
const SCANNED = /^https?:\/\/[^\s#]+\/v#([^#]+)$/;
const COMPACT = /^([\w-]+)\.([\w-]+)\.([\w-]{86})$/;

/**
 * The claim of what a QR code said: a verification URL of whatever address, or the claim alone. Null where it is none
 * of a form: by its shape, by another algorithm, or by a header that brings a key along.
 */
export function readClaim(text: string): Claim | null {
  if (text.length > MAX_LENGTH) return null;
  const compact = SCANNED.exec(text.trim())?.[1] ?? text.trim();
  const [, header = '', payload = '', signature = ''] = COMPACT.exec(compact) ?? [];
  const named = parsed(header);
  const told = parsed(payload);
  if (named === null || told === null) return null;
  if (named.alg !== 'EdDSA' || typeof named.kid !== 'string' || Object.keys(named).length !== 2) return null;
  if (typeof told.jti !== 'string' || typeof told.iat !== 'number' || told.st !== 'SUBMITTED') return null;
  return {
    signed: `${header}.${payload}`,
    signature,
    kid: named.kid,
    serial: told.jti,
    submittedAt: new Date(told.iat * 1000),
  };
}

/** The bytes of a base64url text; null where it is none, or not in the one spelling of its bytes. */
export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
    // The last character has bits that decode to nothing: a form may not be changed even there.
    const again = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    return again === base64url ? Uint8Array.from(binary, (one) => one.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}

function parsed(part: string): Record<string, unknown> | null {
  const bytes = bytesOf(part);
  try {
    const value: unknown = bytes && JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
