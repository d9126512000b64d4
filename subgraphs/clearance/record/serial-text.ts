/** The serial of a form, as it is stored: 26 digits of Crockford's base 32. */
export type Serial = string & { readonly brand: 'Serial' };

// 128 bits are 26 digits of 5 bits, the first of which has 3.
const FORM = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const LONGEST = 128;

/**
 * The serial that a person typed or scanned, or null where the text cannot be one.
 *
 * Small letters, spaces and hyphens anywhere, and full-width forms count for nothing; O is 0, I and L are 1, as
 * Crockford's base 32 has it.
 */
export function parseSerial(text: string): Serial | null {
  if (text.length > LONGEST) return null;
  const typed = text.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '');
  if (!/^[0-9A-Za-z]+$/.test(typed)) return null;
  const serial = typed.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  return FORM.test(serial) ? (serial as Serial) : null;
}
