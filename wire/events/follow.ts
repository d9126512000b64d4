import { z } from 'zod';

const followedEvent = z.object({
  cursor: z.string().regex(/^\d{1,18}-\d{1,18}$/),
  type: z.string(),
  source: z.string(),
  studentId: z.string(),
  occurredAt: z.iso.datetime(),
  version: z.string().optional(),
  outcome: z.string().optional(),
  reasons: z.array(z.string()).optional(),
  serial: z.string().optional(),
  edition: z.number().optional(),
});

/** An event as a follower gets it. */
export type FollowedEvent = z.infer<typeof followedEvent>;

/** How a follower works, whatever it follows. */
export interface FollowOptions {
  /** The last position that was handled; null: from now on. `0-0`: from the first event that is kept. */
  readonly after: string | null;
  /**
   * Handles events in order; the next ones come when it has resolved. Where it rejects, the same events come again:
   * each event is handled at least once, so handling one twice must do no harm.
   */
  readonly onEvents: (events: readonly FollowedEvent[]) => Promise<void>;
  /**
   * The position is not known to the source any more, so events may be missing: what was derived from them must be
   * derived anew. Everything that the source keeps follows.
   */
  readonly onReset: () => Promise<void>;
  /** A position from which one may go on later, before any event has come. */
  readonly onPosition?: (cursor: string) => void;
  /** Milliseconds from the newest event of a batch to the end of its handling. */
  readonly onLag?: (ms: number) => void;
  /** The source is followed, from now on without a gap. */
  readonly onFollowing?: () => void;
  /** Told once when the source is lost; it is looked for until it is there again. */
  readonly onInterrupted?: (cause: unknown) => void;
  /** Ends the following. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** The event in a text, or null where it is none. */
export function parseEvent(text: string): FollowedEvent | null {
  try {
    return followedEvent.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Hands a batch over, and tells how late it was. */
export async function handle(
  events: readonly FollowedEvent[],
  { onEvents, onLag, now }: FollowOptions,
): Promise<void> {
  await onEvents(events);
  const last = events.at(-1);
  if (last) onLag?.(Math.max(0, now().getTime() - Date.parse(last.occurredAt)));
}
