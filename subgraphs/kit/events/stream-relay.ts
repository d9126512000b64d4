import { BEGINNING, type Cursor, compareCursors, parseCursor } from '../../../wire/events/cursor.ts';
import { keepTrying } from '../../../wire/events/keep-trying.ts';
import type { EventFeed } from './event-feed.ts';
import type { StreamPublisher } from './stream-publisher.ts';

/** What a relay needs. */
export interface RelayOptions {
  readonly feed: EventFeed;
  readonly publisher: StreamPublisher;
  /** The position after which a new copy of the events begins. */
  readonly recent: () => Promise<Cursor>;
  /** Whether the outbox holds a position. */
  readonly holds: (cursor: Cursor) => Promise<boolean>;
  readonly signal: AbortSignal;
  /** Told the error when publishing stops, and null when it goes on. */
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Publishes a subgraph's events to its stream until the signal aborts; never rejects.
 *
 * It begins after the stream's newest entry, so nothing is lost while it did not run. A stream that was flushed gets a
 * copy of the recent events; one that is ahead of the outbox (a backup was restored) is deleted first. Several relays of
 * one subgraph may run at once: each publishes everything, and only what is newer than the stream is added.
 */
export function relayToStream(options: RelayOptions): Promise<void> {
  const { signal, onTrouble } = options;
  let troubled = false;
  const onFailed = (error: unknown) => {
    troubled = true;
    onTrouble(error);
  };
  const attempt = (onWorking: () => void) =>
    relay(options, () => {
      if (troubled) onTrouble(null);
      troubled = false;
      onWorking();
    });
  return keepTrying(attempt, { firstMs: 100, longestMs: 5_000 }, onFailed, signal);
}

/** Publishes until the stream or the outbox turns out to be another than before; the caller begins anew. */
async function relay(options: RelayOptions, onPublished: () => void): Promise<void> {
  const { feed, publisher, signal } = options;
  const newest = await publisher.newest();
  const after = await startAfter(newest, options);
  if (after === null) return;
  onPublished();
  let expected = newest;
  for await (const part of feed.follow(after, signal)) {
    if (part.kind === 'reset') return;
    const answer = await publisher.append(expected, part.events);
    if (answer === 'behind') return;
    expected = parseCursor(part.events.at(-1)?.cursor) ?? expected;
    onPublished();
  }
}

/** Where to go on, or null where the stream had to be deleted first. */
async function startAfter(
  newest: Cursor,
  { feed, publisher, recent, holds }: RelayOptions,
): Promise<Cursor | null> {
  if (compareCursors(newest, BEGINNING) === 0) return recent();
  if (await holds(newest)) return newest;
  if (compareCursors(newest, await feed.newest()) < 0) return recent();
  await publisher.removeAt(newest);
  return null;
}
