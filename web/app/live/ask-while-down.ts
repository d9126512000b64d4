import { waitBefore } from './backoff.ts';
import type { KeepCurrentParts } from './keep-current.ts';

/** What asking again works with; the browser's side of it is passed in. */
export interface AskWhileDownParts
  extends Pick<KeepCurrentParts, 'poll' | 'whenVisible' | 'pause' | 'random'> {
  /** Whether a department is down, and nothing else asks again. */
  readonly isDown: () => boolean;
  /** Resolves when that is so, or at the signal. */
  readonly whenDown: (signal: AbortSignal) => Promise<void>;
}

/**
 * Asks again while a department is down, only while the page is looked at, less and less often, until the signal. A stream
 * tells what changes about the student; that a department is back is no such change, so nothing else would tell it.
 */
export async function askWhileDown(parts: AskWhileDownParts, signal: AbortSignal): Promise<void> {
  const { isDown, whenDown, whenVisible, pause, poll, random } = parts;
  let failures = 0;
  while (!signal.aborted) {
    if (!isDown()) {
      failures = 0;
      await whenDown(signal);
      continue;
    }
    failures += 1;
    await pause(waitBefore(failures, random()), signal);
    await whenVisible(signal);
    if (!signal.aborted && isDown()) await poll();
  }
}
