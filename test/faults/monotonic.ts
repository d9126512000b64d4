/**
 * Milliseconds of this machine's monotonic clock (CLOCK_MONOTONIC), with fractions.
 *
 * Every process of a machine reads the same clock, so their instants can be compared; it goes on while a process is stopped.
 */
export function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
