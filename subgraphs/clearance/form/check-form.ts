import type { ReadRecorded, Recorded } from '../record/recorded.ts';
import { parseSerial } from '../record/serial-text.ts';
import { type Claim, isOf, openClaim } from './claim.ts';
import type { FormKeys } from './form-keys.ts';
import { claimOfText } from './verification-url.ts';

/** What checking needs. */
export interface CheckPorts {
  readonly keys: FormKeys;
  /** Claims of another issuer do not count. */
  readonly issuer: string;
  readonly readRecorded: ReadRecorded;
}

/** What stands on a form: what its QR code says, or the serial that somebody typed. */
export type FormText =
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'serial'; readonly text: string };

/** Whether a form holds. `of`: the submission that an invalid form pretends to be, for the audit only. */
export type CheckedForm =
  | { readonly kind: 'invalid'; readonly of: Recorded | null }
  | {
      readonly kind: 'genuine';
      readonly verdict: GenuineVerdict;
      readonly recorded: Recorded;
      /** Whether a signature was checked. */
      readonly signed: boolean;
      /** Whether a demonstration key signed it; for a typed serial, whether one signs now. */
      readonly demoKey: boolean;
    };

/** The verdicts on a form that is what it says. */
export type GenuineVerdict = 'VALID' | 'VOID' | 'ALREADY_ISSUED' | 'CONDITIONS_CHANGED';

/**
 * Checks a form against what is stored now.
 *
 * A forged code costs no read of the database, whatever serial it names, so its time tells nothing of serials.
 *
 * @param presentedBy student number on the card that was shown, null where nobody looked
 */
export async function checkForm(
  { keys, issuer, readRecorded }: CheckPorts,
  form: FormText,
  presentedBy: string | null,
): Promise<CheckedForm> {
  const found = form.kind === 'code' ? await readCode(form.text, keys, issuer) : readTyped(form.text, keys);
  if (found === null) return { kind: 'invalid', of: null };
  const { serial, claim, demoKey } = found;
  const recorded = await readRecorded(serial);
  if (recorded === null) return { kind: 'invalid', of: null };
  const { studentId } = recorded;
  if (claim !== null && !isOf(claim, studentId, keys)) return { kind: 'invalid', of: recorded };
  if (presentedBy !== null && presentedBy !== studentId) return { kind: 'invalid', of: recorded };
  return { kind: 'genuine', verdict: verdictOf(recorded), recorded, signed: claim !== null, demoKey };
}

interface Found {
  readonly serial: string;
  /** Null: typed. */
  readonly claim: Claim | null;
  readonly demoKey: boolean;
}

async function readCode(text: string, keys: FormKeys, issuer: string): Promise<Found | null> {
  const code = claimOfText(text);
  const opened = code === null ? null : await openClaim(code, keys);
  if (opened === null || opened.claim.iss !== issuer) return null;
  return { serial: opened.claim.jti, claim: opened.claim, demoKey: opened.key.demo };
}

function readTyped(text: string, keys: FormKeys): Found | null {
  const serial = parseSerial(text);
  return serial === null ? null : { serial, claim: null, demoKey: keys.current.demo };
}

/** What was handed over stays so whatever changes later, and what is void must not be handed over. */
function verdictOf({ voidedAt, diploma, openCases }: Recorded): GenuineVerdict {
  if (voidedAt !== null) return 'VOID';
  if (diploma !== null) return 'ALREADY_ISSUED';
  return openCases.length > 0 ? 'CONDITIONS_CHANGED' : 'VALID';
}
