import { ExponentialBackoff, type IBackoff } from 'cockatiel';
import { pause } from './pause.ts';

/** Milliseconds between attempts: the first pause, and the longest; jittered, so that many do not come back at once. */
export interface RetryTimes {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * Runs an attempt again and again until the signal aborts; never rejects.
 *
 * @param attempt rejects when it fails; calls `onWorking` when it works, which makes the next pause short again
 * @param onFailed told the error once, until it works again
 */
export async function keepTrying(
  attempt: (onWorking: () => void) => Promise<void>,
  { firstMs, longestMs }: RetryTimes,
  onFailed: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  const backoff = new ExponentialBackoff({ initialDelay: firstMs, maxDelay: longestMs });
  let failing: IBackoff<unknown> | null = null;
  const onWorking = () => {
    failing = null;
  };
  while (!signal.aborted) {
    try {
      await attempt(onWorking);
      await pause(firstMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      const before: IBackoff<unknown> | null = failing;
      if (before === null) onFailed(error);
      failing = (before ?? backoff).next(undefined);
      await pause(failing.duration, signal);
    }
  }
}
