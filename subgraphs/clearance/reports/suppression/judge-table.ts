import { hideCells } from './hide-cells.ts';
import { hideRows } from './hide-rows.ts';

/** Students of a part by the cells of an attribute. */
export interface Counted {
  readonly counts: readonly number[];
  /** Of overlapping cells: of how many they are parts. */
  readonly base: number;
}

/** A part of a class that was counted, with its own parts. */
export interface CountedPart {
  /** One of a kind within its table. */
  readonly key: string;
  readonly counted: Counted;
  readonly parts: readonly CountedPart[];
}

/** How students of a part, or the whole class, spread over the cells of an attribute. */
export interface Row {
  readonly counts: readonly number[];
  /** Cells that may not be told. */
  readonly hidden: readonly boolean[];
  /** Whether nothing of it may be told. */
  readonly isHidden: boolean;
}

/** The rows of an attribute: the class's, and by key those of its parts and theirs. */
export interface Table {
  readonly whole: Row;
  readonly rows: ReadonlyMap<string, Row>;
}

/** How the cells of an attribute hang together. */
export interface CellRules {
  /** Cells of one block add up to what the parent shows. */
  readonly blockOf: (cell: number) => number;
  /** Blocks whose sums would tell what the parent hides of the class. */
  readonly secretBlocks: (hiddenOfParent: readonly boolean[]) => readonly number[];
  /** `parts`: a student is in one cell. `overlapping`: in any number; the rest of the base is told by each as well. */
  readonly kind: 'parts' | 'overlapping';
}

/**
 * Decides what of a table may be told.
 *
 * What is told of a row depends on nothing but the table, so that it is the same in whatever report it appears. Of the
 * class, cells are hidden; of a part, all cells or none (and those that are hidden of the class). Parts of a part that is
 * hidden are hidden, and so is every row that the parent's table hides.
 *
 * @param parent the table of the attribute of which this one's cells are parts, divided in the same way
 */
export function judgeTable(
  rules: CellRules,
  whole: Counted,
  parts: readonly CountedPart[],
  parent: Table | null,
): Table {
  const { counts, base } = whole;
  const wide = counts.length;
  const cells = hideCells(counts, {
    blockOf: rules.blockOf,
    secretBlocks: rules.secretBlocks(parent?.whole.hidden ?? []),
    of: rules.kind === 'overlapping' ? base : null,
  });
  // Where everybody is in hidden cells, that nobody is in the others is not told either.
  const someone = cells.filter((_hidden, cell) => (counts[cell] ?? 0) > 0);
  const allHidden = someone.length > 0 && someone.every((cell) => cell);
  const isHidden = parent?.whole.isHidden === true || allHidden;
  const hiddenOfClass = isHidden ? cells.map(() => true) : cells;
  const rows = new Map<string, Row>();
  const divide = (given: readonly CountedPart[], within: boolean) => {
    // Of equal parts the same is hidden, however they were gathered.
    const of = given.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const already = of.map(({ key }) => within || (parent?.rows.get(key)?.isHidden ?? false));
    const tellable = of.map(({ counted }) => toldBy(counted, hiddenOfClass, rules.kind));
    const hidden = within ? already : hideRows(tellable, already);
    of.forEach((part, index) => {
      const own = hidden[index] === true;
      const row = Array.from({ length: wide }, (_, cell) => part.counted.counts[cell] ?? 0);
      const told = row.map((_, cell) => own || hiddenOfClass[cell] === true);
      rows.set(part.key, { counts: row, hidden: told, isHidden: own });
      if (part.parts.length > 0) divide(part.parts, own);
    });
  };
  divide(parts, isHidden);
  return { whole: { counts, hidden: hiddenOfClass, isHidden }, rows };
}

/** What a shown row would tell: the cells that are shown of the class, the others together, and the rests of overlapping ones. */
function toldBy({ counts, base }: Counted, hidden: readonly boolean[], kind: CellRules['kind']): number[] {
  const cells = hidden.map((_hidden, cell) => cell);
  const count = (cell: number) => counts[cell] ?? 0;
  const shown = cells.filter((cell) => !hidden[cell]);
  const together = cells.filter((cell) => hidden[cell]).reduce((sum, cell) => sum + count(cell), 0);
  const rests = kind === 'overlapping' ? shown.map((cell) => (count(cell) > 0 ? base - count(cell) : 0)) : [];
  return [...shown.map(count), together, ...rests];
}
