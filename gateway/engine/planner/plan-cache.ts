import type { Conditions } from './conditions.ts';

/** What a plan is kept under. */
export interface PlanKey {
  /** SHA-256 of the document's text, hex. */
  readonly documentHash: string;
  readonly operationName: string | null;
  readonly conditions: Conditions;
}

/** How the cache fares, since it was made. */
export interface PlanCacheCounters {
  readonly hits: number;
  readonly misses: number;
  /** How many were dropped to make room. */
  readonly evictions: number;
  readonly size: number;
}

/** What operations were compiled to, for one supergraph. */
export interface PlanCache<Compiled> {
  /**
   * What is kept, or what `make` gives: made once, also for callers at the same time. A rejection reaches all who wait for
   * it and is not kept.
   */
  find(key: PlanKey, make: () => Promise<Compiled>): Promise<Compiled>;
  /** What is kept and ready, without waiting; counts as a hit. Undefined: nothing, and nothing is counted. */
  peek(key: PlanKey): Compiled | undefined;
  counters(): PlanCacheCounters;
}

interface Entry<Compiled> {
  readonly made: Promise<Compiled>;
  ready?: { readonly compiled: Compiled };
}

/** Keeps the `limit` (default 1,000) operations that were used last. A supergraph has a cache of its own. */
export function createPlanCache<Compiled>(limit = 1000): PlanCache<Compiled> {
  // A Map keeps the order of insertion: whoever is used is inserted again, so the first is the one unused for longest.
  const entries = new Map<string, Entry<Compiled>>();
  let hits = 0;
  let misses = 0;
  let evictions = 0;

  return {
    find(key, make) {
      const text = textOf(key);
      const found = use(text);
      if (found !== undefined) return found.made;
      misses++;
      const entry: Entry<Compiled> = { made: Promise.resolve().then(make) };
      entries.set(text, entry);
      entry.made.then(
        (compiled) => {
          entry.ready = { compiled };
        },
        () => {
          if (entries.get(text) === entry) entries.delete(text);
        },
      );
      makeRoom();
      return entry.made;
    },
    peek: (key) => {
      const text = textOf(key);
      return entries.get(text)?.ready === undefined ? undefined : use(text)?.ready?.compiled;
    },
    counters: () => ({ hits, misses, evictions, size: entries.size }),
  };

  function use(text: string): Entry<Compiled> | undefined {
    const found = entries.get(text);
    if (found === undefined) return undefined;
    hits++;
    entries.delete(text);
    entries.set(text, found);
    return found;
  }

  function makeRoom(): void {
    const [oldest] = entries.keys();
    if (entries.size <= limit || oldest === undefined) return;
    entries.delete(oldest);
    evictions++;
  }
}

function textOf({ documentHash, operationName, conditions }: PlanKey): string {
  const settled = Object.keys(conditions)
    .sort()
    .map((name) => `${name}=${conditions[name]}`);
  return `${documentHash} ${operationName ?? ''} ${settled.join(' ')}`;
}
