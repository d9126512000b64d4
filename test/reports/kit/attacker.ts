/** A sum of unknown counts that an attacker knows: every variable once, all with the sign given. */
export interface Equation {
  readonly terms: ReadonlyMap<string, number>;
  readonly sum: number;
}

/**
 * Everything that follows for counts from what somebody was told: whole numbers from 0 on, under the equations.
 *
 * Elimination finds what equations alone determine; bounds are then narrowed through every equation that there is or that
 * elimination made, until nothing gives way any more.
 *
 * @returns for each variable the least and the most that it can be, as far as these means tell
 */
export function inferBounds(equations: readonly Equation[], most: number): Map<string, [number, number]> {
  const names = [...new Set(equations.flatMap(({ terms }) => [...terms.keys()]))];
  const column = new Map(names.map((name, index) => [name, index]));
  const rows = equations.map(({ terms, sum }) => {
    const row = new Float64Array(names.length + 1);
    for (const [name, factor] of terms) row[column.get(name) ?? 0] = factor;
    row[names.length] = sum;
    return row;
  });
  const reduced = eliminate(rows.map((row) => row.slice()));
  const bounds = names.map((): [number, number] => [0, most]);
  const sparse = [...rows, ...reduced].map(toSparse).filter(({ terms }) => terms.length > 0);
  for (let changed = true; changed; ) {
    changed = false;
    for (const row of sparse) if (narrow(row, bounds)) changed = true;
  }
  return new Map(names.map((name, index) => [name, bounds[index] ?? [0, most]]));
}

const TINY = 1e-7;

function eliminate(rows: Float64Array[]): Float64Array[] {
  const width = (rows[0]?.length ?? 1) - 1;
  let rank = 0;
  for (let column = 0; column < width && rank < rows.length; column += 1) {
    let pivot = -1;
    for (let index = rank; index < rows.length; index += 1)
      if (Math.abs(rows[index]?.[column] ?? 0) > TINY) {
        pivot = index;
        break;
      }
    if (pivot < 0) continue;
    const row = rows[pivot] as Float64Array;
    rows[pivot] = rows[rank] as Float64Array;
    rows[rank] = row;
    const factor = row[column] ?? 1;
    for (let at = column; at <= width; at += 1) row[at] = (row[at] ?? 0) / factor;
    rows.forEach((other, index) => {
      const times = other[column] ?? 0;
      if (index === rank || Math.abs(times) <= TINY) return;
      for (let at = column; at <= width; at += 1) other[at] = (other[at] ?? 0) - times * (row[at] ?? 0);
    });
    rank += 1;
  }
  return rows.slice(0, rank);
}

interface SparseRow {
  readonly terms: readonly (readonly [column: number, factor: number])[];
  readonly sum: number;
}

function toSparse(row: Float64Array): SparseRow {
  const terms: [number, number][] = [];
  for (let column = 0; column < row.length - 1; column += 1) {
    const factor = row[column] ?? 0;
    if (Math.abs(factor) > TINY) terms.push([column, factor]);
  }
  return { terms, sum: row[row.length - 1] ?? 0 };
}

/** @returns whether a bound gave way */
function narrow({ terms, sum }: SparseRow, bounds: [number, number][]): boolean {
  let [least, most] = [0, 0];
  for (const [column, factor] of terms) {
    const [low, high] = bounds[column] ?? [0, 0];
    least += factor > 0 ? factor * low : factor * high;
    most += factor > 0 ? factor * high : factor * low;
  }
  let changed = false;
  for (const [column, factor] of terms) {
    const bound = bounds[column] ?? [0, 0];
    const [low, high] = bound;
    const restLeast = least - (factor > 0 ? factor * low : factor * high);
    const restMost = most - (factor > 0 ? factor * high : factor * low);
    const [a, b] = [(sum - restLeast) / factor, (sum - restMost) / factor];
    const newLow = Math.ceil(Math.min(a, b) - 1e-6);
    const newHigh = Math.floor(Math.max(a, b) + 1e-6);
    if (newLow > low) {
      bound[0] = newLow;
      changed = true;
    }
    if (newHigh < high) {
      bound[1] = newHigh;
      changed = true;
    }
    // Sums of this row are stale now; it is narrowed again in the next round.
    if (changed) return true;
  }
  return changed;
}
