import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** What keeps students' data in Redis from whoever reads or changes Redis. */
export interface CacheSecret {
  /** A name that tells nothing of the text: HMAC-SHA-256, 22 characters of base64url (128 bits). */
  nameOf(text: string): string;
  /** The text encrypted for one place, base64. */
  seal(place: string, text: string): string;
  /** The text, or null where it was changed or sealed for another place or by another key. */
  open(place: string, sealed: string): string | null;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a random 96-bit nonce, its place as associated data, and names by HMAC; both keys are derived from
 * the 32-byte secret (HKDF, RFC 5869). One secret should seal no more than 2^32 values (NIST SP 800-38D, 8.3).
 */
export function createCacheSecret(secret: Buffer): CacheSecret {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `entity cache ${use}`, 32));
  const names = derive('names');
  const values = derive('values');
  return {
    nameOf: (text) => createHmac('sha256', names).update(text).digest().subarray(0, 16).toString('base64url'),
    seal(place, text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', values, iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
    },
    open(place, sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      if (bytes.length < IV_BYTES + TAG_BYTES) return null;
      const iv = bytes.subarray(0, IV_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', values, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      try {
        return (
          decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
        );
      } catch {
        return null;
      }
    },
  };
}
