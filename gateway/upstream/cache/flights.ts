import { onAbort } from '../on-abort.ts';
import type { Failure } from './ask-call.ts';
import type { Pieces } from './divided-fetch.ts';

/** What a department call came to: one piece for each slot it asked for. */
export interface Landing extends Pieces {
  readonly failure: Failure;
}

/** What became of waiting. `left`: the waiter's own time was over, or its caller gone; the reason is an AbortCause. */
export type Waited =
  | { readonly kind: 'landed'; readonly landing: Landing }
  | { readonly kind: 'left'; readonly reason: unknown };

/** One department call that several requests may wait for. */
export interface Flight {
  /** Waits no longer than the waiter's signal says. The call is given up when the last waiter has left. */
  wait(signal: AbortSignal): Promise<Waited>;
}

/**
 * Starts a call. Its signal is its own, because the end of the request that happened to start it must not end it for the
 * others; `over` is called once, when it has landed or was given up: nobody may join it then.
 */
export function startFlight(call: (signal: AbortSignal) => Promise<Landing>, over: () => void): Flight {
  const controller = new AbortController();
  const landed = call(controller.signal).finally(over);
  let waiting = 0;
  return {
    async wait(signal) {
      waiting++;
      const waited = await firstOf(landed, signal);
      waiting--;
      if (waited.kind === 'left' && waiting === 0) {
        over();
        controller.abort(waited.reason);
      }
      return waited;
    },
  };
}

async function firstOf(landed: Promise<Landing>, signal: AbortSignal): Promise<Waited> {
  const { promise: left, resolve } = Promise.withResolvers<Waited>();
  const leave = () => resolve({ kind: 'left', reason: signal.reason });
  if (signal.aborted) leave();
  const unlisten = onAbort(signal, leave);
  try {
    return await Promise.race([landed.then((landing): Waited => ({ kind: 'landed', landing })), left]);
  } finally {
    unlisten();
  }
}
