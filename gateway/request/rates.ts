import { createHash } from 'node:crypto';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { isLoopback, networkOf } from './client-address.ts';
import { patientRedis, type RatesRedisParts } from './patient-redis.ts';
import type { Viewer } from './viewer.ts';

/** How often one caller may ask: the mean of a second, and how much at once. */
export interface RateLimits {
  readonly perSecond: number;
  readonly burst: number;
}

/** What holds unless the configuration says otherwise. */
export const defaultRates: RateLimits = { perSecond: 100, burst: 300 };

/** Counts what callers ask. */
export interface Rates {
  /** Counts one request; returns null, or in how many seconds (1 or more) the caller may come back. */
  count(viewer: Viewer, address: string): Promise<number | null>;
}

/** Every name of the limiter in Redis begins so; grant its user no other (ACL). */
const PREFIX = 'clearance:rate';

/**
 * Rates of callers: a person by name, whatever their address; who has no name by address, those of this machine not at all.
 * Counted in this process, or in Redis for all gateways together; while Redis does not answer, here, as if there were no
 * other gateway.
 *
 * The burst may be used up within any stretch of `burst / perSecond` seconds that begins with a request.
 */
export function createRates({ perSecond, burst }: RateLimits, redis: RatesRedisParts | null = null): Rates {
  const duration = Math.max(1, Math.round(burst / perSecond));
  const memory = new RateLimiterMemory({ points: burst, duration, keyPrefix: PREFIX });
  const limiter: RateLimiterAbstract =
    redis === null
      ? memory
      : new RateLimiterRedis({
          storeClient: patientRedis(redis),
          useRedisPackage: true,
          points: burst,
          duration,
          keyPrefix: PREFIX,
          // Whoever is over the limit costs Redis nothing more.
          inMemoryBlockOnConsumed: burst + 1,
          insuranceLimiter: memory,
        });
  // What stays in this process needs no digest, which costs more than the counting.
  const nameOf = redis === null ? plainNameOf : callerOf;
  return {
    async count(viewer, address) {
      if (viewer.kind !== 'person' && isLoopback(address)) return null;
      return secondsToWait(limiter, nameOf(viewer, address));
    },
  };
}

/** Whom a limit counts: a person, or a network of nobody in particular. A digest: Redis is told no numbers. */
export function callerOf(viewer: Viewer, address: string): string {
  return createHash('sha256').update(plainNameOf(viewer, address)).digest('base64url');
}

function plainNameOf(viewer: Viewer, address: string): string {
  return viewer.kind === 'person' ? `person ${viewer.sub}` : `address ${networkOf(address)}`;
}

/** Takes points; null: go on. */
export async function secondsToWait(
  limiter: RateLimiterAbstract,
  caller: string,
  points = 1,
): Promise<number | null> {
  try {
    await limiter.consume(caller, points);
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}
