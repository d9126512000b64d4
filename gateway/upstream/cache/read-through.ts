import type { AskFetch } from '../batch/ask-fetch.ts';
import type { AskCall, Asked } from './ask-call.ts';
import type { CachedValue } from './cached-value.ts';
import type { DividedFetch, Piece } from './divided-fetch.ts';
import type { EntityCache } from './entity-cache.ts';
import type { Wanted } from './seats.ts';
import { createSharedAsking, nothing } from './shared-asking.ts';
import { count, type TallyRow } from './tally.ts';

/** Answers a divided fetch from the cache and, for the rest, from the department. Never rejects. */
export type ReadThrough = (fetch: DividedFetch, call: AskCall) => Promise<Asked>;

/**
 * Reads of one subgraph through the cache. Where the registry cannot be asked, what it said before stands in, without
 * an error: the roster facts are there, an error would deny it, and `extensions.cache` counts them as stale.
 */
export function createReadThrough(subgraph: string, cache: EntityCache, askFetch: AskFetch): ReadThrough {
  const askFor = createSharedAsking(cache, askFetch);
  const isAhead = (instant: number) => cache.now().getTime() < instant;

  return async (fetch, call) => {
    const { pieces, wanted } = await look(fetch, call);
    if (wanted.length === 0) return { ...fetch.join({ pieces, general: [] }), failure: null };
    const arrivals = await askFor(wanted, fetch, call);
    for (const arrival of arrivals) {
      for (const [position, one] of arrival.wanted.entries()) {
        const piece = arrival.pieces[position] ?? nothing;
        pieces[one.index] = standIn(one, piece, call) ?? piece;
      }
    }
    const general = arrivals.flatMap((arrival) => arrival.general);
    const failure = arrivals.find((arrival) => arrival.failure !== null)?.failure ?? null;
    return { ...fetch.join({ pieces, general }), failure };
  };

  async function look(fetch: DividedFetch, call: AskCall): Promise<{ pieces: Piece[]; wanted: Wanted[] }> {
    const looks = await cache.look(fetch.slots, call.freshness);
    const wanted: Wanted[] = [];
    const pieces = fetch.slots.map((slot, index): Piece => {
      const known = looks[index];
      if (known === undefined) throw new Error('The cache looked at fewer slots than it was given.');
      const { found } = known;
      if (found !== null && call.freshness !== 'fresh' && isAhead(found.freshUntil)) return shown(found);
      wanted.push({ index, slot, look: known });
      return nothing;
    });
    tell('hits', fetch.slots.length - wanted.length, call);
    tell(call.freshness === 'fresh' ? 'fresh' : 'misses', wanted.length, call);
    return { pieces, wanted };
  }

  function standIn({ slot, look }: Wanted, piece: Piece, call: AskCall): Piece | null {
    const { found } = look;
    if (found === null || !isAhead(found.usableUntil) || !isAway(piece) || !cache.holds(slot, look))
      return null;
    tell('stale', 1, call);
    return shown(found);
  }

  function tell(what: keyof TallyRow, values: number, { tally }: AskCall): void {
    for (let i = 0; i < values; i++) cache.counters[counterOf[what]](subgraph);
    if (tally !== undefined && values > 0) count(tally, subgraph, what, values);
  }
}

const counterOf = { hits: 'hit', misses: 'miss', fresh: 'miss', stale: 'stale' } as const;

function shown(found: CachedValue): Piece {
  return { value: found.value, problems: [], isSaid: true };
}

function isAway({ problems }: Piece): boolean {
  const causes = problems.map(({ cause }) => (cause.kind === 'failure' ? cause.failure : 'stated'));
  return causes.length > 0 && causes.every((cause) => cause === 'unavailable' || cause === 'timeout');
}
