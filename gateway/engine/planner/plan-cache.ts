/** What operations were compiled to, for one supergraph. */
export interface PlanCache<Compiled> {
  /**
   * What is kept under a document's hash, or what `make` gives: made once, also for callers at the same time. A rejection
   * reaches all who wait for it and is not kept.
   *
   * @param documentHash SHA-256 of the document's text, hex
   */
  find(documentHash: string, make: () => Promise<Compiled>): Promise<Compiled>;
}

/** Keeps the `limit` (default 1,000) operations that were used last. A supergraph has a cache of its own. */
export function createPlanCache<Compiled>(limit = 1000): PlanCache<Compiled> {
  // A Map keeps the order of insertion: whoever is used is inserted again, so the first is the one unused for longest.
  const kept = new Map<string, Promise<Compiled>>();
  return {
    find(documentHash, make) {
      const found = kept.get(documentHash);
      if (found !== undefined) {
        kept.delete(documentHash);
        kept.set(documentHash, found);
        return found;
      }
      const made = Promise.resolve().then(make);
      kept.set(documentHash, made);
      made.catch(() => {
        if (kept.get(documentHash) === made) kept.delete(documentHash);
      });
      const [oldest] = kept.keys();
      if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
      return made;
    },
  };
}
