import type { ReadBudget } from './budget.ts';

/** `open`: the department is left alone. `half-open`: one call tries it. */
export type BreakerState = 'closed' | 'half-open' | 'open';

/** Whether a call may be made, and whether it is the one that tries the department. */
export type Admission = 'refused' | 'admitted' | 'trial';

/** Leaves a department alone that keeps failing. */
export interface Breaker {
  readonly state: () => BreakerState;
  /** Asked before each call that is to be made at once. */
  readonly admit: () => Admission;
  /** Told what became of a call that was let through. */
  readonly ended: (admission: Admission, isFine: boolean) => void;
}

/** What a breaker knows of a tenth of its window. */
interface Slice {
  /** Which tenth, counted from the clock's beginning. */
  number: number;
  calls: number;
  failed: number;
}

const SLICES = 10;

/**
 * A closed breaker. It opens when of the calls that ended within `breakWindowMs` at least `breakLeast`, and a share of at least
 * `breakShare`, failed; after `openMs` one call is let through, which closes or opens it again. What ends while it is not
 * closed, and is not that call, began before and says nothing.
 *
 * @param elapsed a monotonic clock, milliseconds
 */
export function createBreaker(
  { breakShare, breakLeast, breakWindowMs, openMs }: ReadBudget,
  elapsed: () => number,
  onState: (state: BreakerState) => void = () => {},
): Breaker {
  const sliceMs = breakWindowMs / SLICES;
  let slices: Slice[] = [];
  let state: BreakerState = 'closed';
  let openedAt = 0;

  function enter(next: BreakerState): void {
    state = next;
    if (next === 'closed') slices = [];
    if (next === 'open') openedAt = elapsed();
    onState(next);
  }

  function note(isFine: boolean): void {
    const number = Math.floor(elapsed() / sliceMs);
    let slice = slices.at(-1);
    if (slice?.number !== number) {
      slices = slices.filter((one) => one.number > number - SLICES);
      slice = { number, calls: 0, failed: 0 };
      slices.push(slice);
    }
    slice.calls++;
    if (isFine) return;
    slice.failed++;
    const calls = slices.reduce((sum, one) => sum + one.calls, 0);
    const failed = slices.reduce((sum, one) => sum + one.failed, 0);
    if (calls >= breakLeast && failed >= calls * breakShare) enter('open');
  }

  return {
    state: () => state,
    admit() {
      if (state === 'closed') return 'admitted';
      if (state === 'half-open' || elapsed() - openedAt < openMs) return 'refused';
      enter('half-open');
      return 'trial';
    },
    ended(admission, isFine) {
      if (admission === 'trial') enter(isFine ? 'closed' : 'open');
      else if (state === 'closed') note(isFine);
    },
  };
}
