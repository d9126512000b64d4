import { BEGINNING, type Cursor, parseCursor } from '../../../wire/events/cursor.ts';
import { pause } from '../../../wire/events/pause.ts';
import { type Changes, createChanges } from './changes.ts';
import type { OutboxEvent } from './outbox-event.ts';
import type { OutboxRead } from './read-outbox.ts';
import { createRecentEvents, type RecentEvents } from './recent-events.ts';

/** What comes next: events in order, or `reset`: the position is not known here, so all that is kept follows. */
export type FeedPart =
  | { readonly kind: 'events'; readonly events: readonly OutboxEvent[] }
  | { readonly kind: 'reset' };

/** The events of one subgraph, for any number of followers. */
export interface EventFeed {
  /**
   * Everything after a position, in order, for ever, at the follower's own speed; ends when the signal or the feed does.
   * While the database does not answer it waits.
   */
  readonly follow: (after: Cursor, signal: AbortSignal) => AsyncGenerator<FeedPart, void, undefined>;
  /** The position of the newest event. Rejects while the database does not answer. */
  readonly newest: () => Promise<Cursor>;
  readonly close: () => void;
}

/** What a feed reads, and how often. */
export interface FeedOptions {
  readonly read: (after: Cursor, limit: number) => Promise<OutboxRead>;
  readonly newest: () => Promise<Cursor>;
  /** Milliseconds between looks at the outbox; nobody looks while nobody follows. */
  readonly pollMs: number;
  /** Told the error when the outbox stops answering, and null when it answers again. */
  readonly onTrouble: (error: unknown) => void;
}

const BATCH = 500;
/** Whoever is further behind reads from the outbox. */
const AT_HAND = 2_000;
const RETRY_MS = 1_000;

/** A feed that looks at the outbox once for all its followers; a slow one is further behind, and costs no memory. */
export function createEventFeed(options: FeedOptions): EventFeed {
  const { read, newest } = options;
  const ending = new AbortController();
  const recent = createRecentEvents(AT_HAND);
  const changes = createChanges();
  let followers = 0;
  const isWanted = () => followers > 0 && !ending.signal.aborted;
  const poll = createPoll(options, { recent, changes, isWanted, signal: ending.signal });
  const next = async (cursor: Cursor): Promise<OutboxRead | null> => {
    const events = recent.after(cursor, BATCH);
    return events ? { kind: 'events', events } : await read(cursor, BATCH).catch(() => null);
  };

  async function* follow(after: Cursor, signal: AbortSignal): AsyncGenerator<FeedPart, void, undefined> {
    const over = AbortSignal.any([signal, ending.signal]);
    followers += 1;
    void poll();
    try {
      for (let cursor = after; !over.aborted; ) {
        const seen = changes.count();
        const found = await next(cursor);
        if (found === null) await pause(RETRY_MS, over);
        else if (found.kind === 'unknown') {
          cursor = BEGINNING;
          yield { kind: 'reset' };
        } else if (found.events.length === 0) await changes.since(seen, over);
        else {
          cursor = parseCursor(found.events.at(-1)?.cursor) ?? cursor;
          yield found;
        }
      }
    } finally {
      followers -= 1;
    }
  }
  return { follow, newest, close: () => ending.abort() };
}

interface Polled {
  readonly recent: RecentEvents;
  readonly changes: Changes;
  readonly isWanted: () => boolean;
  readonly signal: AbortSignal;
}

/** Keeps the recent events up to date while that is wanted; called again meanwhile, it does nothing. */
function createPoll({ read, newest, pollMs, onTrouble }: FeedOptions, polled: Polled): () => Promise<void> {
  const { recent, changes, isWanted, signal } = polled;
  let polling = false;
  const begin = async (): Promise<void> => {
    recent.restart(await newest());
    changes.tell();
  };
  const look = async (): Promise<void> => {
    const found = await read(recent.end(), BATCH);
    if (found.kind === 'unknown') await begin();
    else recent.append(found.events);
    const count = found.kind === 'unknown' ? 0 : found.events.length;
    if (count > 0) changes.tell();
    if (count < BATCH) await pause(pollMs, signal);
  };
  return async () => {
    if (polling) return;
    polling = true;
    for (let state: 'new' | 'begun' | 'troubled' = 'new'; isWanted(); ) {
      try {
        if (state !== 'begun') await begin();
        if (state === 'troubled') onTrouble(null);
        state = 'begun';
        await look();
      } catch (error) {
        if (state !== 'troubled' && isWanted()) onTrouble(error);
        state = 'troubled';
        await pause(RETRY_MS, signal);
      }
    }
    recent.forget();
    polling = false;
  };
}
