import type { Slot } from './cached-value.ts';
import type { EntityCache } from './entity-cache.ts';
import { type Flight, type Landing, startFlight } from './flights.ts';
import type { Look } from './look.ts';

/** A slot of a fetch that must be asked for. */
export interface Wanted {
  /** Position in the fetch. */
  readonly index: number;
  readonly slot: Slot;
  readonly look: Look;
}

/** Where a wanted slot's answer will be: the flight's piece at `position`. */
export interface Boarded {
  readonly wanted: Wanted;
  readonly flight: Flight;
  readonly position: number;
}

/** How a request boards. */
export interface Boarding {
  /** `own-flight`: joins nothing that is under way. */
  readonly join: 'any-flight' | 'own-flight';
  /** Asks the department for these slots, in this order. Never rejects. */
  readonly start: (asked: readonly Wanted[], signal: AbortSignal) => Promise<Landing>;
}

/** Which slots are being asked for just now, by whichever request. */
export interface Seats {
  /** A place for each: in a flight under way, or in a new one for all that have none. */
  board(wanted: readonly Wanted[], boarding: Boarding): Boarded[];
}

/** A slot is asked for once at a time, but a call that began before its student changed is joined no more. */
export function createSeats(cache: Pick<EntityCache, 'holds'>): Seats {
  const taken = new Map<string, Boarded>();

  function launch(asked: readonly Wanted[], { start }: Boarding): Boarded[] {
    const own = new Map<string, Boarded>();
    const flight = startFlight(
      (signal) => start(asked, signal),
      () => {
        for (const [key, seat] of own) if (taken.get(key) === seat) taken.delete(key);
      },
    );
    for (const [position, wanted] of asked.entries()) {
      const seat = { wanted, flight, position };
      own.set(keyOf(wanted.slot), seat);
      taken.set(keyOf(wanted.slot), seat);
    }
    return [...own.values()];
  }

  return {
    board(wanted, boarding) {
      const seated: Boarded[] = [];
      const left = new Map<string, Wanted[]>();
      for (const one of wanted) {
        const seat = boarding.join === 'any-flight' ? taken.get(keyOf(one.slot)) : undefined;
        if (seat !== undefined && cache.holds(seat.wanted.slot, seat.wanted.look))
          seated.push({ ...seat, wanted: one });
        else left.set(keyOf(one.slot), [...(left.get(keyOf(one.slot)) ?? []), one]);
      }
      if (left.size === 0) return seated;
      const flown = launch(
        [...left.values()].flatMap(([first]) => first ?? []),
        boarding,
      );
      // The same entity twice in one fetch is asked for once.
      return [
        ...seated,
        ...flown.flatMap((seat) =>
          (left.get(keyOf(seat.wanted.slot)) ?? []).map((one) => ({ ...seat, wanted: one })),
        ),
      ];
    },
  };
}

function keyOf({ group, field }: Slot): string {
  return `${group.id} ${field}`;
}
