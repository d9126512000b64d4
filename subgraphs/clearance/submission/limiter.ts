/** Lets a bounded number of calls run. */
export interface Limiter {
  /**
   * Waits for a turn.
   *
   * @returns how to give the turn back; null where the queue is full or the turn did not come in time
   */
  readonly enter: (waitMs: number) => Promise<(() => void) | null>;
}

/** A limiter of `inFlight` calls with a queue of at most `queue`, first come first served. */
export function createLimiter(inFlight: number, queue: number): Limiter {
  let running = 0;
  const waiting = new Set<() => void>();
  const leave = () => {
    const [next] = waiting;
    if (next) next();
    else running--;
  };
  const once = (action: () => void) => {
    let done = false;
    return () => {
      if (!done) action();
      done = true;
    };
  };
  return {
    enter: (waitMs) => {
      if (running < inFlight) {
        running++;
        return Promise.resolve(once(leave));
      }
      if (waiting.size >= queue) return Promise.resolve(null);
      return new Promise((resolve) => {
        const turn = () => {
          clearTimeout(timer);
          waiting.delete(turn);
          resolve(once(leave));
        };
        const timer = setTimeout(() => {
          waiting.delete(turn);
          resolve(null);
        }, waitMs);
        waiting.add(turn);
      });
    },
  };
}
