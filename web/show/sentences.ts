import type { Lang } from '../texts/language.ts';

/** Sentences, each with its full stop, one after the other: Chinese without a space between them, English with one. */
export function sentences(given: readonly string[], lang: Lang): string {
  return given.join(lang === 'zh' ? '' : ' ');
}
