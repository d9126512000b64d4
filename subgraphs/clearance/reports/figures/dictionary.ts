/** Texts by small numbers, so that columns hold numbers: the first text is 0, and none is ever forgotten. */
export interface Dictionary {
  readonly codeOf: (text: string) => number;
  readonly textOf: (code: number) => string;
  /** The number of a text that is there; -1 where it is not. */
  readonly find: (text: string) => number;
  readonly size: () => number;
}

/** An empty dictionary. */
export function createDictionary(): Dictionary {
  const codes = new Map<string, number>();
  const texts: string[] = [];
  return {
    codeOf: (text) => {
      const known = codes.get(text);
      if (known !== undefined) return known;
      codes.set(text, texts.length);
      return texts.push(text) - 1;
    },
    textOf: (code) => texts[code] ?? '',
    find: (text) => codes.get(text) ?? -1,
    size: () => texts.length,
  };
}
