/** The languages of the pages: Chinese first. */
export type Lang = 'zh' | 'en';

/** The same text in both languages, as the graph gives it, too. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** The text in the reader's language. */
export function say(lang: Lang, text: Bilingual): string {
  return text[lang];
}

/** The text with each `{name}` replaced; a name without a value stays as it is. */
export function fill(lang: Lang, text: Bilingual, values: Readonly<Record<string, string | number>>): string {
  return text[lang].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** What the attribute `lang`, the cookie and the store of the browser say. */
export const langTags = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Lang, string>;

/** The language that a tag of ours names; Chinese for everything else. */
export function langOf(tag: string | null | undefined): Lang {
  return tag === langTags.en ? 'en' : 'zh';
}
