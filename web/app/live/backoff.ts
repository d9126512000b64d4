/** Milliseconds between the first and the second try, and at most. */
const FIRST_MS = 5_000;
const LONGEST_MS = 120_000;

/**
 * How long to wait before the next try: twice as long after each, between half and the whole of that by chance, so that a
 * whole class does not come back in the same second.
 *
 * @param failures how many tries failed or told nothing new, at least 1
 * @param random between 0 and 1
 */
export function waitBefore(failures: number, random: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(longest / 2 + (longest / 2) * random);
}
