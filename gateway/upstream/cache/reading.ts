import type { ExecutionResult } from 'graphql';
import type { Viewer } from '../../request/viewer.ts';
import type { EntityCache } from './entity-cache.ts';
import type { Tally } from './tally.ts';

/** How one request reads: from the cache or past it, and what it got from where. */
export interface Reading {
  readonly freshness: 'cached' | 'fresh';
  readonly tally: Tally;
  /** Milliseconds until a fresh read would be granted; null: none was refused. */
  readonly refusedForMs: number | null;
}

/** What is known of a request before it is executed. */
export interface Reader {
  readonly viewer: Viewer;
  readonly kind: 'query' | 'mutation';
  readonly freshness?: 'cached' | 'fresh';
}

/** Settles once for a whole request whether it reads past the cache. A caller who wants that too often reads from it. */
export async function startReading(reader: Reader, cache: EntityCache | null): Promise<Reading> {
  const tally: Tally = {};
  const cached = { freshness: 'cached', tally, refusedForMs: null } as const;
  if (cache === null || reader.kind === 'mutation' || reader.freshness !== 'fresh') return cached;
  const grant = await cache.freshRead(reader.viewer);
  return grant.kind === 'granted'
    ? { ...cached, freshness: 'fresh' }
    : { ...cached, refusedForMs: grant.retryAfterMs };
}

/**
 * The result with what the cache had to do with it: `extensions.cache`, per subgraph `{ hits, misses, fresh, stale }`
 * (see TallyRow), and, where a fresh read was refused, `extensions.freshness { served: "cached", retryAfterMs }`.
 */
export function tellReading(result: ExecutionResult, { tally, refusedForMs }: Reading): ExecutionResult {
  if (Object.keys(tally).length === 0 && refusedForMs === null) return result;
  const freshness =
    refusedForMs === null ? {} : { freshness: { served: 'cached', retryAfterMs: refusedForMs } };
  return { ...result, extensions: { ...result.extensions, cache: tally, ...freshness } };
}
