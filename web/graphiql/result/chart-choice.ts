import { seriesColors } from '../../result/series-colors.ts';
import { numberColumns, type Sheet } from '../../result/sheet.ts';
import type { Lang } from '../../texts/language.ts';
import { type ChartColumns, keyColumns, keyOf, TOGETHER } from './charted.ts';

/** What a reader chose; columns by their names. Null: what suits the sheet. */
export interface ChartChoice {
  readonly kind: 'bar' | 'line';
  readonly label: string | null;
  /** Names of columns with ` · ` between them; empty: none. */
  readonly series: string | null;
  readonly values: readonly string[] | null;
}

/** Of a sheet, in the reader's language. */
export interface ChartOffer {
  /** What is drawn as the reader chose. */
  readonly chosen: ChartColumns;
  /** What may tell series apart, as `ChartChoice.series` says it. */
  readonly series: readonly string[];
  /** Columns of numbers, by index; as many as there are colours. */
  readonly numbers: readonly number[];
}

/** What may be drawn of a sheet, and what is; null: it has no number. */
export function chartOffer(sheet: Sheet, choice: ChartChoice, lang: Lang): ChartOffer | null {
  const { columns } = sheet;
  const all = numberColumns(sheet);
  if (all.length === 0) return null;
  const keys = keyColumns(sheet, lang);
  const wished = columns.indexOf(choice.label ?? '');
  const label = wished >= 0 ? wished : (keys[0] ?? firstText(sheet, all, lang));
  // What a group's other keys are tells its numbers apart.
  const labelKey = keyOf(columns[label] ?? '');
  const others = labelKey === null ? [] : keys.filter((at) => keyOf(columns[at] ?? '') !== labelKey);
  const together = others.map((at) => columns[at] ?? '').join(TOGETHER);
  const texts = columns.filter((_, at) => at !== label && !all.includes(at));
  const series = [...new Set(['', together, ...texts])];
  const chosenSeries = series.find((one) => one === choice.series) ?? together;
  const numbers = all.slice(0, seriesColors.length);
  const wanted = numbers.filter((at) => choice.values?.includes(columns[at] ?? ''));
  const values = wanted.length > 0 ? wanted : numbers.slice(0, 1);
  return {
    chosen: {
      label,
      series: chosenSeries === '' ? [] : chosenSeries.split(TOGETHER).map((name) => columns.indexOf(name)),
      values: chosenSeries === '' ? values : values.slice(0, 1),
    },
    series,
    numbers,
  };
}

/** Texts for people first: one in the reader's language, then any, then whatever comes first. */
function firstText({ columns, rows }: Sheet, numbers: readonly number[], lang: Lang): number {
  const texts = columns
    .map((_, at) => at)
    .filter((at) => !numbers.includes(at) && rows.some((row) => typeof row[at] === 'string'));
  return texts.find((at) => columns[at]?.endsWith(`.${lang}`)) ?? texts[0] ?? 0;
}
