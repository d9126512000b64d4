/** A count from 1 to one less than this could point at somebody. */
export const SMALLEST_COUNT = 10;

/** Whether a count says too much by itself; nobody is nobody. */
export function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST_COUNT;
}

/** What is known of the cells of a row beside what they add up to. */
export interface RowKnowledge {
  /** Cells whose sum may be shown elsewhere are a block, and are hidden as if they were a row of their own. */
  readonly blockOf: (cell: number) => number;
  /** Blocks whose sum is hidden elsewhere: something of each is hidden here, so that it does not come out again. */
  readonly secretBlocks: readonly number[];
  /** What each cell is a part of, where that is shown, too: the rest must be no small number either. */
  readonly of: number | null;
}

/**
 * Which cells of a row are hidden, where whoever reads it knows what they add up to.
 *
 * Small ones are, and then the smallest others until what is hidden is two cells that somebody is in, and no small number
 * together: from the sum and what is shown, none of them can be worked out.
 */
export function hideCells(counts: readonly number[], { blockOf, secretBlocks, of }: RowKnowledge): boolean[] {
  const cells = counts.map((_count, cell) => cell);
  const isTold = (count: number) => isSmall(count) || (of !== null && count > 0 && isSmall(of - count));
  const hidden = cells.map((cell) => isTold(counts[cell] ?? 0));
  for (const [block, own] of Map.groupBy(cells, blockOf)) {
    const [least] = shownOf(counts, hidden, own);
    const isOpen = own.every((cell) => !hidden[cell]);
    if (secretBlocks.includes(block) && isOpen && least !== undefined) hidden[least] = true;
    hideMore(counts, hidden, own);
  }
  // A block that had too little of its own is protected by what lies in others.
  hideMore(counts, hidden, cells);
  return hidden;
}

function hideMore(counts: readonly number[], hidden: boolean[], cells: readonly number[]): void {
  for (const cell of shownOf(counts, hidden, cells)) {
    if (isProtected(counts, hidden, cells)) return;
    hidden[cell] = true;
  }
}

/** Cells that somebody is in and that are not hidden, smallest first. */
function shownOf(counts: readonly number[], hidden: readonly boolean[], cells: readonly number[]): number[] {
  return cells
    .filter((cell) => !hidden[cell] && (counts[cell] ?? 0) > 0)
    .sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b);
}

function isProtected(
  counts: readonly number[],
  hidden: readonly boolean[],
  cells: readonly number[],
): boolean {
  const among = cells.filter((cell) => hidden[cell] && (counts[cell] ?? 0) > 0);
  if (among.length === 0) return true;
  const sum = among.reduce((total, cell) => total + (counts[cell] ?? 0), 0);
  return among.length >= 2 && sum >= SMALLEST_COUNT;
}
