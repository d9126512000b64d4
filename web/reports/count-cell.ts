import type { Cell } from '../result/sheet.ts';
import { type Lang, say } from '../texts/language.ts';
import { reportsTexts } from '../texts/reports.ts';

/** How many students, as the graph says it. */
export interface Count {
  readonly count: number | null;
  readonly suppressed: boolean;
}

/** The number, or that it is suppressed. */
export function countCell({ count, suppressed }: Count, lang: Lang): Cell {
  return suppressed ? say(lang, reportsTexts.suppressed) : count;
}
