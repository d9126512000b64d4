/** Where the cache counts what it does; each call is of one subgraph, and of one value unless it says of how many. */
export interface CacheCounters {
  hit(subgraph: string, values?: number): void;
  miss(subgraph: string, values?: number): void;
  /** Shown although past its time, because the subgraph could not be asked. */
  stale(subgraph: string, values?: number): void;
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
