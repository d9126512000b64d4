// Crockford's base 32: no I, L, O, U, so that a serial can be read aloud.
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 128 random bits as 26 characters, e.g. for a form serial. */
export function toSerial(bytes: Uint8Array): string {
  let rest = bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  let text = '';
  for (let digit = 0; digit < 26; digit++) {
    text = DIGITS.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}
