import type { AskFetch } from '../batch/ask-fetch.ts';
import type { AskCall, Asked } from './ask-call.ts';
import type { CachedValue } from './cached-value.ts';
import type { DividedFetch, Piece } from './divided-fetch.ts';
import type { EntityCache } from './entity-cache.ts';
import type { Look } from './look.ts';
import type { Wanted } from './seats.ts';
import { createSharedAsking, nothing } from './shared-asking.ts';
import { count, type TallyRow } from './tally.ts';

/** Answers a divided fetch from the cache, at once where that suffices, and, for the rest, from the department. Never rejects. */
export type ReadThrough = (fetch: DividedFetch, call: AskCall) => Asked | Promise<Asked>;

/**
 * Reads of one subgraph through the cache. Where the registry cannot be asked, what it said before stands in, without
 * an error: the roster facts are there, an error would deny it, and `extensions.cache` counts them as stale.
 */
export function createReadThrough(subgraph: string, cache: EntityCache, askFetch: AskFetch): ReadThrough {
  const askFor = createSharedAsking(cache, askFetch);
  const isAhead = (instant: number) => cache.now().getTime() < instant;

  return (fetch, call) => {
    const known = call.freshness === 'cached' ? cache.remembered(fetch.slots) : null;
    if (known !== null) {
      tell('hits', known.length, call);
      return { ...fetch.joinRemembered(known), failure: null };
    }
    const looks = cache.look(fetch.slots, call.freshness);
    return looks instanceof Promise
      ? looks.then((later) => answer(fetch, call, later))
      : answer(fetch, call, looks);
  };

  function answer(fetch: DividedFetch, call: AskCall, looks: readonly Look[]): Asked | Promise<Asked> {
    const { pieces, wanted } = sort(fetch, call, looks);
    return wanted.length === 0
      ? { ...fetch.join({ pieces, general: [] }), failure: null }
      : ask(fetch, call, pieces, wanted);
  }

  async function ask(fetch: DividedFetch, call: AskCall, pieces: Piece[], wanted: Wanted[]): Promise<Asked> {
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
  }

  /** What is remembered and fresh, and what must be asked for. */
  function sort({ slots }: DividedFetch, call: AskCall, looks: readonly Look[]) {
    const at = call.freshness === 'fresh' ? Number.POSITIVE_INFINITY : cache.now().getTime();
    const wanted: Wanted[] = [];
    const pieces = slots.map((slot, index): Piece => {
      const known = looks[index];
      if (known === undefined) throw new Error('The cache looked at fewer slots than it was given.');
      const { found } = known;
      if (found !== null && at < found.freshUntil) return shown(found);
      wanted.push({ index, slot, look: known });
      return nothing;
    });
    tell('hits', slots.length - wanted.length, call);
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
    if (values === 0) return;
    cache.counters[counterOf[what]](subgraph, values);
    if (tally !== undefined) count(tally, subgraph, what, values);
  }
}

const counterOf = { hits: 'hit', misses: 'miss', fresh: 'miss', stale: 'stale' } as const;

const none: Piece['problems'] = [];

function shown(found: CachedValue): Piece {
  return { value: found.value, problems: none, isSaid: true };
}

function isAway({ problems }: Piece): boolean {
  const causes = problems.map(({ cause }) => (cause.kind === 'failure' ? cause.failure : 'stated'));
  return causes.length > 0 && causes.every((cause) => cause === 'unavailable' || cause === 'timeout');
}
