import { setTimeout as wait } from 'node:timers/promises';
import { type BreakerState, createBreaker } from './breaker.ts';
import type { ReadBudget } from './budget.ts';
import { createRetryAllowance } from './retry-allowance.ts';
import { createTurns } from './turns.ts';

/** What one attempt came to. */
export interface Attempt<Value> {
  readonly value: Value;
  /** `failed`: the department is at fault. `may-retry`: so it is, and it certainly did nothing. `fine`: anything else. */
  readonly verdict: 'fine' | 'failed' | 'may-retry';
}

const refusals = ['left alone', 'too many waiting', 'waited too long'] as const;

/** Why a department was not even asked. */
export type Refusal = (typeof refusals)[number];

/** Whether the detail of a failure says that nobody was asked. */
export function isRefusal(detail: string): detail is Refusal {
  return refusals.some((why) => why === detail);
}

/** One read. */
export interface GuardedRead<Value> {
  /** The whole request's limit. */
  readonly signal: AbortSignal;
  readonly attempt: () => Promise<Attempt<Value>>;
  readonly refused: (why: Refusal) => Value;
}

/** Stands between the gateway's reads and one department. */
export interface DepartmentGuard {
  /** Never rejects unless an attempt does. */
  readonly read: <Value>(read: GuardedRead<Value>) => Promise<Value>;
  /** For metrics. */
  readonly state: () => BreakerState;
}

/** What a guard tells of itself. */
export interface GuardEvents {
  readonly onState?: (state: BreakerState) => void;
  readonly onRetry?: () => void;
}

/**
 * A guard over one department: so many reads at once, the rest wait their turn; a department that keeps failing is left
 * alone for a while and then tried by one read, the others failing at once meanwhile; one retry where nothing was done.
 *
 * @param random 0 to 1, for jitter
 * @param elapsed a monotonic clock, milliseconds
 */
export function createDepartmentGuard(
  budget: ReadBudget,
  random: () => number,
  { onState, onRetry }: GuardEvents = {},
  elapsed: () => number = () => performance.now(),
): DepartmentGuard {
  const breaker = createBreaker(budget, elapsed, onState);
  const turns = createTurns(budget.inFlight, budget.waiting);
  const allowance = createRetryAllowance(budget.retryShare, budget.retryMost);

  async function once<Value>({ signal, attempt }: GuardedRead<Value>): Promise<Attempt<Value> | Refusal> {
    // Whoever comes while one call tries the department does not wait for its answer.
    if (breaker.state() === 'half-open') return 'left alone';
    const taken = turns.take(signal);
    const turn = typeof taken === 'string' ? taken : await taken;
    if (turn !== 'seated') return turn;
    const admission = breaker.admit();
    // What is thrown, a bug, does not speak against the department.
    let isFine = true;
    try {
      if (admission === 'refused') return 'left alone';
      const attempted = await attempt();
      isFine = attempted.verdict === 'fine';
      return attempted;
    } finally {
      if (admission !== 'refused') breaker.ended(admission, isFine);
      turns.leave();
    }
  }

  async function again<Value>(read: GuardedRead<Value>, first: Attempt<Value>): Promise<Attempt<Value>> {
    const { least, most } = budget.retryPauseMs;
    await wait(least + random() * (most - least));
    if (read.signal.aborted) return first;
    onRetry?.();
    const second = await once(read);
    // What the first attempt saw says more than that there was no second.
    return typeof second === 'string' ? first : second;
  }

  return {
    state: breaker.state,
    read: async (read) => {
      const { signal } = read;
      allowance.earn();
      const first = await once(read);
      if (typeof first === 'string') return read.refused(first);
      if (first.verdict !== 'may-retry' || signal.aborted || !allowance.spend()) return first.value;
      const last = await inTime(signal, again(read, first));
      return typeof last === 'string' ? read.refused(last) : last.value;
    },
  };
}

/** What comes of it, or that it took longer than its signal allows. */
async function inTime<Ended>(signal: AbortSignal, ending: Promise<Ended>): Promise<Ended | Refusal> {
  const { promise: late, resolve } = Promise.withResolvers<Refusal>();
  const forget = soonAfterAbort(signal, () => resolve('waited too long'));
  try {
    return await Promise.race([ending, late]);
  } finally {
    forget();
  }
}

// Long enough for an attempt that was aborted to say so itself.
const GRACE_MS = 25;

/** Calls back a little after a signal was aborted; returns how to stop that. */
function soonAfterAbort(signal: AbortSignal, call: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    timer = setTimeout(call, GRACE_MS);
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', begin);
  };
}
