/** Lets many wait for the next change, whether it comes while they wait or came while they looked. */
export interface Changes {
  /** How many there were. */
  readonly count: () => number;
  readonly tell: () => void;
  /** Resolves when there were more than `seen`, or the signal aborts. */
  readonly since: (seen: number, signal: AbortSignal) => Promise<void>;
}

/** No change yet. */
export function createChanges(): Changes {
  const waiting = new Set<() => void>();
  let count = 0;
  return {
    count: () => count,
    tell: () => {
      count += 1;
      for (const resolve of waiting) resolve();
    },
    since: (seen, signal) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (count !== seen || signal.aborted) resolve();
      const onAbort = () => resolve();
      waiting.add(resolve);
      signal.addEventListener('abort', onAbort);
      return promise.finally(() => {
        waiting.delete(resolve);
        signal.removeEventListener('abort', onAbort);
      });
    },
  };
}
