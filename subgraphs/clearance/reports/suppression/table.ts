import type { Model } from '../figures/live-model.ts';
import { membersOf, sampleOf, sizeOf } from '../figures/scope.ts';
import type { Attribute } from './attributes.ts';
import { type Counted, type CountedPart, judgeTable, type Table } from './judge-table.ts';

/** Students of one kind: a college of the class, a major of a college, a level of study, a leave type. */
export interface Part {
  /** One of a kind within its table. */
  readonly key: string;
  readonly kinds: readonly number[];
  /** Its own parts; empty: none. */
  readonly parts: readonly Part[];
}

/**
 * Counts an attribute over a class and one way to divide it, and hides what must not be told.
 *
 * @param parent the same division by the attribute's parent; null where it has none
 */
export function countTable(
  model: Model,
  attribute: Attribute,
  kinds: readonly number[],
  parts: readonly Part[],
  parent: Table | null,
): Table {
  // First, since cells are given out as values appear.
  const whole = countCells(model, attribute, kinds);
  return judgeTable(attribute, whole, countParts(model, attribute, parts), parent);
}

function countParts(model: Model, attribute: Attribute, parts: readonly Part[]): CountedPart[] {
  return parts.map(({ key, kinds, parts: own }) => ({
    key,
    counted: countCells(model, attribute, kinds),
    parts: countParts(model, attribute, own),
  }));
}

function countCells(model: Model, attribute: Attribute, kinds: readonly number[]): Counted {
  const { cellsOf, isBase, kind: how, isOfEach } = attribute;
  const counts: number[] = [];
  let base = 0;
  const count = (index: number, students: number) => {
    for (const cell of cellsOf(index)) {
      while (counts.length <= cell) counts.push(0);
      counts[cell] = (counts[cell] ?? 0) + students;
    }
    if (how === 'overlapping' && isBase(index)) base += students;
  };
  if (isOfEach) for (const index of membersOf(model, kinds)) count(index, 1);
  else for (const kind of kinds) count(sampleOf(model, kind), sizeOf(model, kind));
  return { counts, base };
}
