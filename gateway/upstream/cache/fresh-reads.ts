import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Viewer } from '../../request/viewer.ts';

/** Whether a caller may have a fresh read now, and if not, when, in milliseconds. */
export type FreshRead =
  | { readonly kind: 'granted' }
  | { readonly kind: 'refused'; readonly retryAfterMs: number };

/** Grants reads past the cache: 6 a minute for each person, 60 a minute for all anonymous callers together. Per process. */
export function createFreshReads(): (viewer: Viewer) => Promise<FreshRead> {
  const persons = new RateLimiterMemory({ points: 6, duration: 60, keyPrefix: 'person' });
  const anybody = new RateLimiterMemory({ points: 60, duration: 60, keyPrefix: 'anonymous' });
  return async (viewer) => {
    try {
      await (viewer.kind === 'person' ? persons.consume(viewer.sub) : anybody.consume('all'));
      return { kind: 'granted' };
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return { kind: 'refused', retryAfterMs: refusal.msBeforeNext };
      throw refusal;
    }
  };
}
