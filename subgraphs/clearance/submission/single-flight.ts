/** Runs one of several equal calls; the others share its answer. */
export interface SingleFlight<Value> {
  /** @param joined turns the first caller's answer into that of a caller who joined */
  readonly run: (id: string, call: () => Promise<Value>, joined: (value: Value) => Value) => Promise<Value>;
}

/** A single flight per id, forgotten as soon as it has landed. */
export function createSingleFlight<Value>(): SingleFlight<Value> {
  const flights = new Map<string, Promise<Value>>();
  return {
    run: (id, call, joined) => {
      const flight = flights.get(id);
      if (flight) return flight.then(joined);
      const first = call().finally(() => flights.delete(id));
      flights.set(id, first);
      return first;
    },
  };
}
