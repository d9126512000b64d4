/** A monotonic clock, milliseconds. */
export type Monotonic = () => number;

/** The end of a call. */
export interface Deadline {
  /** Milliseconds left, never below 0. */
  readonly left: () => number;
}

/** A deadline that many milliseconds from now. */
export function startDeadline(ms: number, elapsed: Monotonic): Deadline {
  const end = elapsed() + ms;
  return { left: () => Math.max(0, end - elapsed()) };
}

/** The value, or `late` when it has not come within that many milliseconds; a rejection passes through. */
export async function within<Value, Late>(
  ms: number,
  value: Promise<Value>,
  late: Late,
): Promise<Value | Late> {
  const { promise, resolve } = Promise.withResolvers<Late>();
  const timer = setTimeout(() => resolve(late), ms);
  try {
    return await Promise.race([value, promise]);
  } finally {
    clearTimeout(timer);
    // Whoever was late may still fail; nobody listens any more.
    value.catch(() => {});
  }
}
