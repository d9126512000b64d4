import { type Cursor, formatCursor, parseCursor } from '../../../wire/events/cursor.ts';
import type { OutboxEvent } from './outbox-event.ts';

/** The newest events of an outbox without a gap between them, for followers that are nearly up to date. */
export interface RecentEvents {
  /** Forgets everything; the next event is the one after this position. */
  readonly restart: (at: Cursor) => void;
  /** Events that come directly after `end`. */
  readonly append: (events: readonly OutboxEvent[]) => void;
  /** The position of the newest event. */
  readonly end: () => Cursor;
  /** The first events after a position; null where it is none of the positions that are held. */
  readonly after: (cursor: Cursor, limit: number) => readonly OutboxEvent[] | null;
  readonly forget: () => void;
}

/** Holds at most so many events. */
export function createRecentEvents(capacity: number): RecentEvents {
  let start: Cursor | null = null;
  let events: OutboxEvent[] = [];
  const end = () => parseCursor(events.at(-1)?.cursor) ?? start ?? { txid: 0n, seq: 0n };
  return {
    end,
    restart: (at) => {
      start = at;
      events = [];
    },
    forget: () => {
      start = null;
      events = [];
    },
    append: (more) => {
      events.push(...more);
      const dropped = events.splice(0, Math.max(0, events.length - capacity)).at(-1);
      if (dropped) start = parseCursor(dropped.cursor);
    },
    after: (cursor, limit) => {
      if (start === null) return null;
      const text = formatCursor(cursor);
      if (text === formatCursor(start)) return events.slice(0, limit);
      const at = events.findLastIndex((event) => event.cursor === text);
      return at === -1 ? null : events.slice(at + 1, at + 1 + limit);
    },
  };
}
