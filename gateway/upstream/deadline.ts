import { onAbort } from './on-abort.ts';

/** Why a department's call was given up: time ran out, or nobody waits for the answer any more. */
export type AbortCause = 'deadline' | 'caller-gone';

/** A limit of time that several department calls share. */
export interface Deadline {
  /** Aborted with an AbortCause as its reason. */
  readonly signal: AbortSignal;
  /** Frees the timer; to be called when the work is done. */
  release(): void;
}

/**
 * A deadline that fires after `ms` milliseconds, or as soon as one of the given signals is aborted (then with that
 * signal's reason). A plain timer, because AbortSignal.timeout and AbortSignal.any outlive the request they served.
 */
export function startDeadline(ms: number, ...earlier: readonly AbortSignal[]): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort('deadline' satisfies AbortCause), ms);
  const unlisten: (() => void)[] = [];
  for (const signal of earlier) {
    if (signal.aborted) controller.abort(signal.reason);
    else unlisten.push(onAbort(signal, () => controller.abort(signal.reason)));
  }
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      for (const stop of unlisten) stop();
    },
  };
}
