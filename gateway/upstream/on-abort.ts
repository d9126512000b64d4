/** What is called when a signal is aborted, and the one listener that does it. */
interface Listening {
  readonly calls: Set<() => void>;
  readonly tell: () => void;
}

const known = new WeakMap<AbortSignal, Listening>();

/**
 * Calls back when a signal is aborted; never where that was before. Returns how to stop that.
 *
 * A request's signal is listened to by every call that is made for it: one listener of the platform's serves them all,
 * since adding and removing one costs more than half of the rest of a call.
 */
export function onAbort(signal: AbortSignal, call: () => void): () => void {
  const listening = known.get(signal) ?? listen(signal);
  const { calls, tell } = listening;
  // The same function may be given twice.
  const own = () => call();
  calls.add(own);
  return () => {
    if (!calls.delete(own) || calls.size > 0) return;
    known.delete(signal);
    signal.removeEventListener('abort', tell);
  };
}

function listen(signal: AbortSignal): Listening {
  const calls = new Set<() => void>();
  const tell = () => {
    for (const call of calls) call();
  };
  const listening = { calls, tell };
  known.set(signal, listening);
  signal.addEventListener('abort', tell);
  return listening;
}
