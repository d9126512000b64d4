/** Where the cache counts what it does; each call is one value of one subgraph. */
export interface CacheCounters {
  hit(subgraph: string): void;
  miss(subgraph: string): void;
  /** Shown although past its time, because the subgraph could not be asked. */
  stale(subgraph: string): void;
  stored(subgraph: string): void;
  /** Not stored, because something newer is known or may be. */
  refused(subgraph: string): void;
  /** Found in Redis, but changed, moved or sealed by another key: read from the source instead. */
  bad(subgraph: string): void;
}

/** Counts nothing. */
export const uncounted: CacheCounters = {
  hit() {},
  miss() {},
  stale() {},
  stored() {},
  refused() {},
  bad() {},
};
