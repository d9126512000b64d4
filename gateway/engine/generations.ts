import { setTimeout } from 'node:timers/promises';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Engine, EngineRequest, LoadedSupergraph, PlanAhead, Prepare } from './engine.ts';

const RETIRE_GRACE_MS = 5_000;

/** One supergraph with its plans and its connections. */
export interface Generation extends LoadedSupergraph {
  execute(request: EngineRequest): Promise<ExecutionResult>;
  readonly planAhead: PlanAhead;
  /** Resolves when the requests in flight have ended and the connections are closed. */
  retire(): Promise<void>;
}

/** An engine of one generation per supergraph, the newest for requests to come. `open` rejects where an SDL is no valid supergraph. */
export function createGenerations(open: (supergraphSdl: string) => Promise<Generation>): Engine {
  const generations = new WeakMap<GraphQLSchema, Generation>();
  const listeners = new Set<(loaded: LoadedSupergraph) => void>();
  const retiring = new Set<Promise<void>>();
  const closing = new AbortController();
  let newest: Generation | null = null;
  let prepare: Prepare = async () => {};

  /** A request may have been validated against the old schema and not be executing yet: hence the grace. */
  async function retire(generation: Generation): Promise<void> {
    await setTimeout(RETIRE_GRACE_MS, undefined, { ref: false, signal: closing.signal }).catch(() => {});
    await generation.retire();
  }

  function startRetiring(generation: Generation): void {
    const done = retire(generation).finally(() => retiring.delete(done));
    retiring.add(done);
  }

  return {
    async reload(supergraphSdl) {
      if (newest?.supergraphSdl === supergraphSdl) return { kind: 'unchanged' };
      if (closing.signal.aborted) return { kind: 'refused', reason: 'the engine is closed' };
      try {
        const next = await open(supergraphSdl);
        await prepare(next, next.planAhead);
        const previous = newest;
        newest = next;
        generations.set(next.apiSchema, next);
        for (const listener of listeners) listener(next);
        if (previous !== null) startRetiring(previous);
        return { kind: 'loaded' };
      } catch (error) {
        return { kind: 'refused', reason: firstLine(error) };
      }
    },
    current: () => newest,
    beforeServing(given) {
      prepare = given;
    },
    onReload(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async execute(request) {
      const generation = generations.get(request.apiSchema);
      if (generation === undefined)
        throw new Error('The document was validated against a schema of another engine.');
      return generation.execute(request);
    },
    async close() {
      closing.abort();
      if (newest !== null) startRetiring(newest);
      newest = null;
      await Promise.all(retiring);
    },
  };
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? 'unknown';
}

/** Counts the requests that a generation works for, so that it can end after the last. */
export function createInFlightCount() {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    enter: () => {
      count++;
    },
    leave: () => {
      count--;
      if (count > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
    empty: () => (count === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))),
  };
}
