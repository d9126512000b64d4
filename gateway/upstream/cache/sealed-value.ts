import { z } from 'zod';
import type { CacheSecret } from './cache-secret.ts';
import type { CachedValue } from './cached-value.ts';

const form = z.object({
  value: z.record(z.string(), z.unknown()),
  version: z.string().nullable(),
  readAt: z.number(),
  freshUntil: z.number(),
  usableUntil: z.number(),
}) satisfies z.ZodType<CachedValue>;

/** A value as it lies in Redis: encrypted and bound to its place, base64. */
export function writeSealed(secret: CacheSecret, place: string, value: CachedValue): string {
  return secret.seal(place, JSON.stringify(value));
}

/** The value, or null where what lies there was changed, moved, or written by another key or release. */
export function readSealed(secret: CacheSecret, place: string, sealed: string): CachedValue | null {
  const text = secret.open(place, sealed);
  if (text === null) return null;
  const read = form.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}
