import type { FollowedEvent, FollowOptions } from '../../wire/events/follow.ts';

/** A follower that remembers what it was told. */
export interface Follower {
  readonly options: Omit<FollowOptions, 'after'>;
  readonly events: FollowedEvent[];
  /** What happened beside events, in order: `reset`, `following`, `interrupted`, `absent`. */
  readonly news: string[];
  readonly lags: number[];
  readonly positions: string[];
  readonly end: () => void;
}

/** @param handle runs before a batch counts as handled */
export function createFollower(
  handle: (batch: readonly FollowedEvent[]) => Promise<void> = async () => {},
): Follower {
  const ending = new AbortController();
  const events: FollowedEvent[] = [];
  const news: string[] = [];
  const lags: number[] = [];
  const positions: string[] = [];
  return {
    events,
    news,
    lags,
    positions,
    end: () => ending.abort(),
    options: {
      onEvents: async (batch) => {
        await handle(batch);
        events.push(...batch);
      },
      onReset: async () => void news.push('reset'),
      onPosition: (cursor) => void positions.push(cursor),
      onLag: (ms) => void lags.push(ms),
      onFollowing: () => void news.push('following'),
      onInterrupted: () => void news.push('interrupted'),
      signal: ending.signal,
      now: () => new Date(),
    },
  };
}

/** Versions of each student in the order in which they were told first. */
export function versionsOf(events: readonly FollowedEvent[]): Record<string, string[]> {
  const told: Record<string, string[]> = {};
  for (const { studentId, version = '' } of events) {
    const versions = told[studentId] ?? [];
    if (!versions.includes(version)) told[studentId] = [...versions, version];
  }
  return told;
}

/** Whether every event came in order of its cursor, none twice. */
export function isInOrder(events: readonly FollowedEvent[]): boolean {
  const positions = events.map(({ cursor }) => cursor.split('-').map(Number));
  return positions.every(([txid = 0, seq = 0], index) => {
    const [before = 0, last = 0] = positions[index - 1] ?? [];
    return txid > before || (txid === before && seq > last);
  });
}
