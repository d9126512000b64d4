import { numbersOf, type Sheet } from '../../result/sheet.ts';
import type { Lang } from '../../texts/language.ts';

/** Columns of a sheet that are drawn, by their index. */
export interface ChartColumns {
  /** Whose texts are the categories. */
  readonly label: number;
  /** Whose texts together tell series apart; none: each column of values is a series. */
  readonly series: readonly number[];
  /** Columns of numbers; of several series the first only. */
  readonly values: readonly number[];
}

/** What is drawn of a sheet, all of it. */
export interface Charted {
  readonly names: readonly string[];
  /** Each has a number, or null, for each name. */
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

/** Between names that are read together. */
export const TOGETHER = ' · ';

/**
 * Rows as categories and series, both in the order in which they first come. A row whose category has a number of its series already
 * begins the category once more: nothing is left out or added up.
 */
export function chartedOf(sheet: Sheet, { label, series, values }: ChartColumns): Charted {
  const { columns, rows } = sheet;
  const nameOf = (row: Sheet['rows'][number], at: number) => String(row[at] ?? '');
  if (series.length === 0)
    return {
      names: rows.map((row) => nameOf(row, label)),
      series: values.map((at) => ({ name: columns[at] ?? '', values: numbersOf(sheet, at) })),
    };
  const numbers = numbersOf(sheet, values[0] ?? -1);
  const bySeries = new Map<string, (number | null)[]>();
  const taken = new Set<string>();
  const names: string[] = [];
  const placeOf = new Map<string, number>();
  for (const [at, row] of rows.entries()) {
    const one = series.map((column) => nameOf(row, column)).join(TOGETHER);
    const name = nameOf(row, label);
    const known = placeOf.get(name);
    const isTaken = taken.has(JSON.stringify([known, one]));
    const place = known === undefined || isTaken ? names.push(name) - 1 : known;
    placeOf.set(name, place);
    taken.add(JSON.stringify([place, one]));
    const drawn = bySeries.get(one) ?? [];
    drawn[place] = numbers[at] ?? null;
    bySeries.set(one, drawn);
  }
  return {
    names,
    series: [...bySeries].map(([name, drawn]) => ({
      name,
      values: names.map((_, place) => drawn[place] ?? null),
    })),
  };
}

const KEY = /^keys\.([^.]+)\./;

/** By which columns a report's groups are named, in the order of its keys, in the reader's language where there is a label. */
export function keyColumns({ columns }: Sheet, lang: Lang): number[] {
  const keys = new Set(columns.flatMap((column) => KEY.exec(column)?.[1] ?? []));
  const endings = [`label.${lang}`, 'label.zh', 'label.en', 'value'];
  return [...keys].flatMap((key) => {
    const found = endings.map((ending) => columns.indexOf(`keys.${key}.${ending}`));
    return found.find((at) => at >= 0) ?? [];
  });
}

/** Which key of a report's groups a column tells of; null: none. */
export function keyOf(column: string): string | null {
  return KEY.exec(column)?.[1] ?? null;
}
