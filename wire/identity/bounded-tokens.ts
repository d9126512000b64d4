/** Tokens, or what they say, by a text; each until its own time. Times are milliseconds since 1970. */
export interface BoundedTokens<Value> {
  /** What is kept under the text and has not passed its time; it counts as used now. */
  find(text: string, now: number): Value | undefined;
  keep(text: string, value: Value, until: number): void;
  drop(text: string): void;
}

/** Keeps at most `most`; the one that was not used for longest goes first. */
export function createBoundedTokens<Value>(most: number): BoundedTokens<Value> {
  const kept = new Map<string, { readonly value: Value; readonly until: number }>();
  return {
    find(text, now) {
      const found = kept.get(text);
      if (found === undefined) return undefined;
      kept.delete(text);
      if (found.until <= now) return undefined;
      // A map keeps the order in which its keys came.
      kept.set(text, found);
      return found.value;
    },
    keep(text, value, until) {
      kept.delete(text);
      const oldest = kept.size >= most ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      kept.set(text, { value, until });
    },
    drop: (text) => void kept.delete(text),
  };
}
