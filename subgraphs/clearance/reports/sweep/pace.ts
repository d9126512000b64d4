import { pause } from '../../../../wire/events/pause.ts';
import type { Monotonic } from '../../submission/deadline.ts';

/** Waits until the next request may start. */
export type Pace = (signal: AbortSignal) => Promise<void>;

// A little wider than a second, so that requests that arrive unevenly are not too many in any second.
const SPACING_MS = 1_050;

/** Starts at most so many requests a second, evenly spaced. */
export function createPace(perSecond: number, elapsed: Monotonic): Pace {
  let next = 0;
  return async (signal) => {
    const now = elapsed();
    const start = Math.max(now, next);
    next = start + SPACING_MS / perSecond;
    if (start > now) await pause(start - now, signal);
  };
}
