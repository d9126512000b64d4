import { createHash } from 'node:crypto';

/**
 * SHA-256, hex, of an input in canonical form: without its key, keys in order, absent and null alike.
 *
 * Two calls with the same key and different fingerprints mean different things, and the second is refused.
 */
export function fingerprintOf(input: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(input)
    .filter(([name, value]) => name !== 'idempotencyKey' && value !== null && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex');
}
