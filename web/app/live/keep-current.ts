import type { StreamEnd } from '../graph/follow.ts';
import { waitBefore } from './backoff.ts';

/** What keeping a page current works with; the browser's side of it is passed in. */
export interface KeepCurrentParts {
  /** Follows the stream until it ends; `heard` is told once something came through it. */
  readonly follow: (signal: AbortSignal, heard: () => void) => Promise<StreamEnd>;
  /** Asks once; whether something was new. */
  readonly poll: () => Promise<'changed' | 'same'>;
  /** Whether something is still not passed: then asking is worth it. */
  readonly isOpen: () => boolean;
  readonly isVisible: () => boolean;
  /** Resolves when the page is looked at or back on line; at once where it is looked at now. */
  readonly whenVisible: (signal: AbortSignal) => Promise<void>;
  /** Waits; cut short when the page is looked at again. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  /** `live`: changes come by themselves. `polling`: the page asks now and then. */
  readonly onMode: (mode: 'live' | 'polling') => void;
  readonly onLoggedOut: () => void;
}

/** After so many streams without a word, the page asks instead and tries a stream only now and then. */
const DEAF_AFTER = 3;
const TRY_AGAIN_EVERY = 5;

/**
 * Keeps a page current until the signal: by the stream; where none comes through, by asking, only while the page is looked at
 * and something is open, less and less often.
 */
export async function keepCurrent(parts: KeepCurrentParts, signal: AbortSignal): Promise<void> {
  const { follow, poll, isOpen, whenVisible, pause, random, onMode, onLoggedOut } = parts;
  let failures = 0;
  let deaf = 0;
  while (!signal.aborted) {
    await whenVisible(signal);
    if (signal.aborted) return;
    if (deaf < DEAF_AFTER || deaf % TRY_AGAIN_EVERY === 0) {
      const end = await follow(signal, () => {
        failures = 0;
        deaf = 0;
        onMode('live');
      });
      if (end === 'logged-out') onLoggedOut();
      // Whoever is not known any more, or not on any roster, learns it by asking.
      if (end === 'complete' && !signal.aborted) await poll();
      if (end !== 'lost' || signal.aborted) return;
    }
    deaf += 1;
    failures += 1;
    onMode('polling');
    await pause(waitBefore(failures, random()), signal);
    if (signal.aborted || !parts.isVisible() || !isOpen()) continue;
    if ((await poll()) === 'changed') failures = 0;
  }
}
