import type { AskFetch } from '../batch/ask-fetch.ts';
import type { DepartmentResult } from '../department-client.ts';
import { settleAnswer } from '../settle-answer.ts';
import { type AskCall, sentOf } from './ask-call.ts';
import type { DividedFetch, Piece } from './divided-fetch.ts';
import type { EntityCache } from './entity-cache.ts';
import type { Landing } from './flights.ts';
import { rememberPiece } from './remember-piece.ts';
import { type Boarded, createSeats, type Wanted } from './seats.ts';

/** Pieces in the order of `wanted`, which are some of those that were asked for. */
export interface Arrival extends Landing {
  readonly wanted: readonly Wanted[];
}

/** Asks a department for slots of a fetch, one arrival for each call that was needed. Never rejects. */
export type SharedAsking = (
  wanted: readonly Wanted[],
  fetch: DividedFetch,
  call: AskCall,
) => Promise<Arrival[]>;

/**
 * Asking of one department: all that nobody is asking for yet goes into one call, and the rest waits for the calls that
 * are under way. A fresh read joins none. What arrives is remembered.
 */
export function createSharedAsking(cache: EntityCache, askFetch: AskFetch): SharedAsking {
  const seats = createSeats(cache);

  return (wanted, fetch, call) => {
    const boarded = seats.board(wanted, {
      join: call.freshness === 'fresh' ? 'own-flight' : 'any-flight',
      start: (asked, signal) => ask(asked, fetch, { ...call, signal }),
    });
    const flights = [...Map.groupBy(boarded, ({ flight }) => flight).values()];
    return Promise.all(flights.map((seated) => arrive(seated, fetch, call)));
  };

  async function arrive(seated: readonly Boarded[], fetch: DividedFetch, call: AskCall): Promise<Arrival> {
    const wanted = seated.map((one) => one.wanted);
    const flight = seated[0]?.flight;
    const waited = await flight?.wait(call.signal);
    if (waited?.kind !== 'landed') return { wanted, ...givenUp(waited?.reason, wanted, fetch) };
    const pieces = seated.map(({ position }) => waited.landing.pieces[position] ?? nothing);
    return { ...waited.landing, wanted, pieces };
  }

  async function ask(wanted: readonly Wanted[], fetch: DividedFetch, call: AskCall): Promise<Landing> {
    const question = fetch.narrow(wanted.map(({ index }) => index));
    const readAt = cache.now().getTime();
    const { variables } = question;
    const { settled, failure, said } = await askFetch({ ...sentOf(call), variables }, question);
    const divided = fetch.divide(settled, said);
    for (const [position, one] of wanted.entries()) {
      const piece = divided.pieces[position];
      if (piece === undefined || divided.general.length > 0) continue;
      rememberPiece(cache, one, piece, { readAt, staleMs: fetch.staleMs });
    }
    return { ...divided, failure };
  }
}

/** What there is where nothing is. */
export const nothing: Piece = { value: {}, problems: [], isSaid: false };

function givenUp(reason: unknown, wanted: readonly Wanted[], fetch: DividedFetch): Landing {
  const question = fetch.narrow(wanted.map(({ index }) => index));
  const failure = reason === 'caller-gone' ? 'cancelled' : 'timeout';
  const result: DepartmentResult = { kind: 'failed', failure, detail: 'gave up waiting' };
  return { ...fetch.divide(settleAnswer(result, question), []), failure: result };
}
