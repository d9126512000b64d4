/** Counts one request of a caller; milliseconds until the caller may come back, null: now. */
export type CountInWindow = (caller: string) => number | null;

interface Window {
  readonly endsAt: number;
  count: number;
}

/** More than one, so that what is over is forgotten faster than what is new comes. */
const FORGOTTEN_AT_ONCE = 2;

/**
 * Windows of one length, each of which begins with its caller's first request and holds so many. Without timers: what is
 * over is forgotten as others come, in the order in which it began.
 *
 * @param elapsed a monotonic clock, milliseconds
 */
export function createRateWindows(most: number, lengthMs: number, elapsed: () => number): CountInWindow {
  const windows = new Map<string, Window>();

  function forgetOver(at: number): void {
    let left = FORGOTTEN_AT_ONCE;
    for (const [caller, { endsAt }] of windows) {
      if (endsAt > at || left === 0) return;
      windows.delete(caller);
      left--;
    }
  }

  return (caller) => {
    const at = elapsed();
    const open = windows.get(caller);
    if (open !== undefined && open.endsAt > at) {
      open.count++;
      return open.count > most ? open.endsAt - at : null;
    }
    windows.delete(caller);
    forgetOver(at);
    windows.set(caller, { endsAt: at + lengthMs, count: 1 });
    return most < 1 ? lengthMs : null;
  };
}
