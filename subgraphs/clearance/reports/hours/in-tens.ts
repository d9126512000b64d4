const TEN = 10;

/**
 * Counts in whole tens, as analysts see them in a trend: of two points with one student between them, each alone would be
 * harmless, but not their difference.
 *
 * Rounded, always down, is how many are in a cell or in one before it; a count is told as the difference of two of these, to
 * within 9. So counts add up, and each of those sums may be any of ten numbers: that they differ by 1 to 9 at two points does
 * not follow. Were each count rounded for itself, their sum would say more: 52 of 104, told as 50 and 50, could only be 50 to
 * 54, and 55 of 104, told as 60 and 50, only 55 to 59. Nobody stays 0, and 10 or more is told as 10 or more.
 *
 * @param counts of cells that nobody is in two of; sums that are told elsewhere first, in the same order there
 */
export function inTens(counts: readonly number[]): number[] {
  let [sum, before] = [0, 0];
  return counts.map((count) => {
    sum += count;
    const told = sum - (sum % TEN) - before;
    before += told;
    return told;
  });
}
