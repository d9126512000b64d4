import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'undici';
import { ask, type PageDocument } from './ask.ts';
import { createReadTally, type ReadTally } from './read-tally.ts';
import type { Shape } from './shapes.ts';
import type { Authorize } from './tokens.ts';
import type { Truth } from './truth.ts';

/** What a run of reads works with. */
export interface ReadParts {
  readonly gateway: Pool;
  readonly authorize: Authorize;
  readonly truth: Truth;
  /** The next student who comes. */
  readonly next: () => string;
  readonly watched: readonly string[];
}

/** Pauses before a student reloads the page, milliseconds. */
const RELOADS_MS = [3_000, 7_000];
/** Every sixth operation is of a student whose finance changes. */
const WATCHED_EVERY = 6;

/**
 * Sends reads when they are due, whatever has become of earlier ones, and counts what came back. Times run from the
 * moment when a read was due, so that a gateway that makes its callers wait cannot hide it.
 */
export async function runReads(
  { rates, how }: Shape,
  seconds: number,
  { gateway, authorize, truth, next, watched }: ReadParts,
): Promise<ReadTally> {
  const tally = createReadTally(truth, performance.now());
  const document: PageDocument = how === 'opened' ? 'ClearancePage' : 'Clearance';
  const pending = new Set<Promise<void>>();
  const began = performance.now();
  const end = began + seconds * 1_000;

  const send = (student: string, due: number) => {
    const from = performance.now();
    const sent = ask(gateway, document, authorize(student)).then((answer) =>
      tally.take(answer, student, { from, to: performance.now() }, due),
    );
    pending.add(sent);
    void sent.finally(() => pending.delete(sent));
  };
  const reload = (student: string, due: number) => {
    for (const pause of RELOADS_MS)
      if (due + pause < end)
        setTimeout(() => send(student, due + pause), Math.max(0, due + pause - performance.now()));
  };

  let sent = 0;
  for (let due = began; due < end; ) {
    const early = due - performance.now();
    if (early > 0) await wait(early);
    const isWatched = sent % WATCHED_EVERY === WATCHED_EVERY - 1;
    const student = isWatched
      ? (watched[Math.floor(sent / WATCHED_EVERY) % watched.length] ?? next())
      : next();
    send(student, due);
    if (how === 'opened') reload(student, due);
    sent += 1;
    const part = Math.min(rates.length - 1, Math.floor(((due - began) / (end - began)) * rates.length));
    // Whoever opens the page comes once for three operations.
    due += (1_000 * (how === 'opened' ? RELOADS_MS.length + 1 : 1)) / (rates[part] ?? 1);
  }
  await wait(Math.max(0, end - performance.now()));
  while (pending.size > 0) await Promise.all(pending);
  return tally;
}
