/** What a caller who joined takes over from a flight that others began. */
export interface Joining<Value> {
  /** Whether an answer is true for a caller who came after the flight had begun. */
  readonly holds: (value: Value) => boolean;
  /** The first caller's answer as a caller who joined is told it. */
  readonly joined: (value: Value) => Value;
}

/** Runs one of several equal calls; the others share its answer. */
export interface SingleFlight<Value> {
  readonly run: (id: string, call: () => Promise<Value>) => Promise<Value>;
}

/**
 * A single flight per id, forgotten as soon as it has landed.
 *
 * A flight tells what was true when it looked, which may be before a later caller came. Whoever joined one and heard
 * what need not hold any more flies again, together with all who did: that flight began after each of their calls, so
 * nobody waits for more than two.
 */
export function createSingleFlight<Value>({ holds, joined }: Joining<Value>): SingleFlight<Value> {
  const flights = new Map<string, Promise<Value>>();
  const begin = (id: string, call: () => Promise<Value>) => {
    const flight = call().finally(() => flights.delete(id));
    flights.set(id, flight);
    return flight;
  };
  return {
    run: async (id, call) => {
      const earlier = flights.get(id);
      if (!earlier) return begin(id, call);
      const told = await earlier;
      if (holds(told)) return joined(told);
      const since = flights.get(id);
      return since ? joined(await since) : begin(id, call);
    },
  };
}
