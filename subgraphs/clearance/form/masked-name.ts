const CHARACTERS = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const HAN = /^\p{Script=Han}/u;

/**
 * A name with all but its first character hidden, one mark each: 张＊＊, J***. A name of one character gets a mark,
 * too, so that it cannot be told from a longer one's beginning. Null where there is no name.
 */
export function maskedName(name: string | null): string | null {
  const [first, ...others] = [...CHARACTERS.segment(name?.trim() ?? '')].map(({ segment }) => segment);
  if (first === undefined) return null;
  return first + (HAN.test(first) ? '＊' : '*').repeat(Math.max(1, others.length));
}
