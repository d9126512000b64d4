import { setTimeout as wait } from 'node:timers/promises';
import type { Monotonic } from '../submission/deadline.ts';
import { within } from '../submission/deadline.ts';
import type { EntitySource } from './department-http.ts';
import type { ReadFault } from './reading.ts';

/** One student's entity as it arrived, not believed yet. */
export type EntityRead =
  | { readonly kind: 'entity'; readonly entity: unknown; readonly faulty: boolean }
  | { readonly kind: 'failed'; readonly fault: ReadFault };

/** Reads one student, always by a request that starts after the call. */
export type ReadEntity = (id: string) => Promise<EntityRead>;

/** What a subgraph stands. */
export interface ReadLimits {
  /** One read, with all its waiting; then it is a timeout. */
  readonly readMs: number;
  /** Requests at once. */
  readonly inFlight: number;
  /** Students in one request. */
  readonly batch: number;
  /** Requests a second, evenly spaced; null: as many as come. */
  readonly perSecond: number | null;
}

// A little wider than a second, so that requests that arrive unevenly are not too many in any second.
const SPACING_MS = 1_050;

/**
 * Reads students from one subgraph; reads that wait at the same time share one request.
 *
 * A read only ever joins a request that has not started: what it learns is younger than the call, so a verdict of
 * before cannot slip into a proof. Sharing keeps a slow department's load low however many students submit.
 */
export function createSharedReads(source: EntitySource, limits: ReadLimits, elapsed: Monotonic): ReadEntity {
  let queue = new Map<string, ((read: EntityRead) => void)[]>();
  let running = 0;
  let nextStart = 0;
  let scheduled = false;

  const schedule = () => {
    if (scheduled || queue.size === 0 || running >= limits.inFlight) return;
    scheduled = true;
    const delay = nextStart - elapsed();
    // Everything that asks in the same turn of the event loop goes together.
    if (delay <= 0) setImmediate(start);
    else void wait(delay, undefined, { ref: false }).then(start);
  };
  const start = () => {
    scheduled = false;
    const batch = [...queue].slice(0, limits.batch);
    queue = new Map([...queue].slice(limits.batch));
    if (batch.length === 0) return;
    if (limits.perSecond !== null) nextStart = elapsed() + SPACING_MS / limits.perSecond;
    running++;
    void source.ask(batch.map(([id]) => id)).then((answer) => {
      running--;
      batch.forEach(([, listeners], index) => {
        for (const listener of listeners)
          listener(
            answer.kind === 'answered'
              ? { kind: 'entity', entity: answer.entities[index], faulty: answer.faulty }
              : answer,
          );
      });
      schedule();
    });
    schedule();
  };
  return (id) => {
    const { promise, resolve } = Promise.withResolvers<EntityRead>();
    queue.set(id, [...(queue.get(id) ?? []), resolve]);
    schedule();
    return within(limits.readMs, promise, { kind: 'failed', fault: 'SOURCE_TIMEOUT' } as const);
  };
}
