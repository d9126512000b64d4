import type { Attribute } from './attributes.ts';
import { type Counted, type CountedPart, judgeTable, type Table } from './judge-table.ts';

/** Students of one kind: a college of the class, a major of a college, a level of study, a leave type. */
export interface Part {
  /** One of a kind within its table. */
  readonly key: string;
  readonly students: readonly number[];
  /** Its own parts; empty: none. */
  readonly parts: readonly Part[];
}

/**
 * Counts an attribute over a class and one way to divide it, and hides what must not be told.
 *
 * @param parent the same division by the attribute's parent; null where it has none
 */
export function countTable(
  attribute: Attribute,
  students: readonly number[],
  parts: readonly Part[],
  parent: Table | null,
): Table {
  // First, since cells are given out as values appear.
  const whole = countCells(attribute, students);
  return judgeTable(attribute, whole, countParts(attribute, parts), parent);
}

function countParts(attribute: Attribute, parts: readonly Part[]): CountedPart[] {
  return parts.map(({ key, students, parts: own }) => ({
    key,
    counted: countCells(attribute, students),
    parts: countParts(attribute, own),
  }));
}

function countCells({ cellsOf, isBase, kind }: Attribute, students: readonly number[]): Counted {
  const counts: number[] = [];
  let base = 0;
  for (const index of students) {
    for (const cell of cellsOf(index)) {
      while (counts.length <= cell) counts.push(0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    if (kind === 'overlapping' && isBase(index)) base += 1;
  }
  return { counts, base };
}
