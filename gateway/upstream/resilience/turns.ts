import { onAbort } from '../on-abort.ts';

/** How somebody came to a turn: `seated` must give it back. */
export type Turn = 'seated' | 'too many waiting' | 'waited too long';

/** So many at once, so many wait, first come, first served. */
export interface Turns {
  /** A turn, or why there is none: at once where nobody has to wait, else when it comes, or when the signal is aborted. */
  take(signal: AbortSignal): Turn | Promise<Turn>;
  /** Gives a turn back; who waits longest has it next. */
  leave(): void;
}

/** All turns free. @param waiting how many may wait for one */
export function createTurns(atOnce: number, waiting: number): Turns {
  // In the order in which they came.
  const queue = new Set<() => void>();
  let underWay = 0;

  function wait(signal: AbortSignal): Promise<Turn> {
    const { promise, resolve } = Promise.withResolvers<Turn>();
    const unlisten = onAbort(signal, () => {
      if (queue.delete(seat)) resolve('waited too long');
    });
    function seat(): void {
      unlisten();
      resolve('seated');
    }
    queue.add(seat);
    return promise;
  }

  return {
    take(signal) {
      if (signal.aborted) return 'waited too long';
      if (underWay >= atOnce) return queue.size < waiting ? wait(signal) : 'too many waiting';
      underWay++;
      return 'seated';
    },
    leave() {
      // The turn is handed on, not given up, or whoever comes now would take it.
      const [next] = queue;
      if (next === undefined) {
        underWay--;
        return;
      }
      queue.delete(next);
      next();
    },
  };
}
