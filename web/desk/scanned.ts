import { readClaim } from '../verify/claim.ts';

/** What came from a scanner, a camera or the keyboard. */
export type Scanned =
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'serial'; readonly text: string }
  /** The number of a student card. */
  | { readonly kind: 'card'; readonly studentId: string }
  | { readonly kind: 'unreadable' };

const SERIAL = /^[0-9A-Z]{26}$/;
const STUDENT_NUMBER = /^[0-9A-Za-z]{4,20}$/;

/** Tells a form's code, a typed serial and a card's number from each other by their shapes. */
export function readScanned(given: string): Scanned {
  const text = given.trim();
  if (readClaim(text) !== null) return { kind: 'code', text };
  const serial = text.replace(/[\s-]/g, '').toUpperCase();
  if (SERIAL.test(serial)) return { kind: 'serial', text: serial };
  return STUDENT_NUMBER.test(text) ? { kind: 'card', studentId: text } : { kind: 'unreadable' };
}
