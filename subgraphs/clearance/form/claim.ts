import { createHmac } from 'node:crypto';
import { CompactSign, compactVerify, errors } from 'jose';
import { z } from 'zod';
import { type FormKeys, keyOf, type VerifyingKey } from './form-keys.ts';

/** What a form claims: that this issuer holds a submission of that serial, of that student, since then. */
export interface Claim {
  readonly iss: string;
  /** Serial of the form. */
  readonly jti: string;
  /** HMAC of the student number: whoever photographs a form learns no number from it. */
  readonly sub: string;
  /** When it was submitted, seconds since 1970. */
  readonly iat: number;
  readonly st: 'SUBMITTED';
}

/** 80 bits, the least that RFC 2104 allows; it must be small enough for the QR code. */
const SUBJECT_BYTES = 10;
const ENCODER = new TextEncoder();
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]{86}$/;

const header = z.strictObject({ alg: z.literal('EdDSA'), kid: z.string() });
const payload = z.strictObject({
  iss: z.string(),
  jti: z.string(),
  sub: z.string(),
  iat: z.int(),
  st: z.literal('SUBMITTED'),
});

/** A submission's claim, the same at every printing. */
export function claimOf(
  keys: FormKeys,
  issuer: string,
  form: { readonly serial: string; readonly studentId: string; readonly submittedAt: Date },
): Claim {
  return {
    iss: issuer,
    jti: form.serial,
    sub: subjectOf(form.studentId, keys.subjectSecrets[0]),
    iat: Math.floor(form.submittedAt.getTime() / 1000),
    st: 'SUBMITTED',
  };
}

/** Whether the claim is of this student. */
export function isOf(claim: Claim, studentId: string, keys: FormKeys): boolean {
  return keys.subjectSecrets.some((secret) => subjectOf(studentId, secret) === claim.sub);
}

/** The claim as a compact JWS (RFC 7515) with header `alg` and `kid`, signed by the current key. */
export async function signClaim(claim: Claim, { current }: FormKeys): Promise<string> {
  return new CompactSign(ENCODER.encode(JSON.stringify(claim)))
    .setProtectedHeader({ alg: 'EdDSA', kid: current.kid })
    .sign(current.privateKey);
}

/**
 * The claim that one of our keys signed, and that key; null for everything else. Nothing in the text chooses a key but
 * a `kid` of ours: a header with anything more (`jwk`, `jku`, `x5u`, `crit`, …) is refused, and so is any encoding but
 * the one that was signed.
 */
export async function openClaim(
  text: string,
  keys: FormKeys,
): Promise<{ readonly claim: Claim; readonly key: VerifyingKey } | null> {
  if (!COMPACT.test(text) || !isCanonical(text)) return null;
  try {
    const verified = await compactVerify(text, (given) => keyFor(given, keys).publicKey, {
      algorithms: ['EdDSA'],
    });
    const claim = payload.parse(JSON.parse(new TextDecoder().decode(verified.payload)));
    return { claim, key: keyFor(verified.protectedHeader, keys) };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError || error instanceof SyntaxError)
      return null;
    throw error;
  }
}

/** Characters of a signed claim of this issuer. */
export function claimLength(issuer: string): number {
  const widest = {
    iss: issuer,
    jti: '0'.repeat(26),
    sub: '0'.repeat(14),
    iat: 9_999_999_999,
    st: 'SUBMITTED',
  };
  const parts = [{ alg: 'EdDSA', kid: '0'.repeat(8) }, widest].map((part) => JSON.stringify(part));
  return parts.reduce((sum, part) => sum + Buffer.from(part).toString('base64url').length + 1, 86);
}

function keyFor(given: unknown, keys: FormKeys): VerifyingKey {
  const key = keyOf(keys, header.parse(given).kid);
  if (key) return key;
  throw new errors.JWKSNoMatchingKey();
}

/** The last character of base64url has bits that decode to nothing: a form may not be changed even there. */
function isCanonical(text: string): boolean {
  return text.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}

function subjectOf(studentId: string, secret: Uint8Array): string {
  const mac = createHmac('sha256', secret).update(`clearance-form\0${studentId}`).digest();
  return mac.subarray(0, SUBJECT_BYTES).toString('base64url');
}
