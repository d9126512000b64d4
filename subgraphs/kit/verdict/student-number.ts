/** A student number (学号) that has the form of one: an opaque string, so leading zeros and letters count. */
export type StudentNumber = string & { readonly brand: 'StudentNumber' };

const FORM = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;

/** The number, or null where the text cannot be one: 1 to 32 ASCII letters, digits, `-` and `_`. */
export function parseStudentNumber(text: string): StudentNumber | null {
  return FORM.test(text) ? (text as StudentNumber) : null;
}
