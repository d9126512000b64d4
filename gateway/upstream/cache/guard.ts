import type { CachedValue } from './cached-value.ts';
import { compareVersions } from './version.ts';

/** A point in the order of changes that this process learnt of. */
export type Moment = number;

/** Keeps what is known to be old from being stored, shared or shown; within one process. */
export interface Guard {
  now(): Moment;
  /** A group changed: reads that began before may be old. `version`: the department's newest, null where unknown. */
  changed(group: string, version: string | null): void;
  /** Another process wrote to a group's place in Redis, newer or not: what is under way must not be stored. */
  touched(group: string): void;
  /** A value of this version is known; reads that are under way may be as new. */
  seen(group: string, version: string): void;
  /** Anything may have changed before now, here and elsewhere: what was read until now is not shown any more. */
  everythingChanged(): void;
  /** What other processes wrote can no longer be known: what is under way must not be stored. */
  everythingTouched(): void;
  /** Whether a group changed after the moment. */
  movedSince(group: string, moment: Moment): boolean;
  /** Whether a value is not known to be older than a change. For values of other processes, whose order is unknown. */
  allows(group: string, value: Pick<CachedValue, 'version' | 'readAt'>): boolean;
}

interface Known {
  readonly version: string | null;
  readonly moment: Moment;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
  readonly knownAt: number;
}

const nothing = { version: null, moment: 0, changedAt: Number.NEGATIVE_INFINITY };

/**
 * A guard that remembers each group for `keepMs` (longer than any value lives) and at most `maxGroups` groups. A group
 * that is forgotten early counts as changed just now: that costs a department call, never a wrong answer.
 */
export function createGuard(now: () => Date, keepMs: number, maxGroups = 100_000): Guard {
  const known = new Map<string, Known>();
  let moment: Moment = 0;
  let allMoment: Moment = 0;
  let allChangedAt = Number.NEGATIVE_INFINITY;

  function remember(group: string, next: Omit<Known, 'knownAt'>): void {
    const at = now().getTime();
    // Oldest first: what is remembered anew moves to the end.
    known.delete(group);
    known.set(group, { ...next, knownAt: at });
    for (const [oldest, { knownAt, changedAt }] of known) {
      const isTooMany = known.size > maxGroups;
      if (!isTooMany && at - knownAt <= keepMs) break;
      known.delete(oldest);
      if (!isTooMany) continue;
      allMoment = ++moment;
      allChangedAt = Math.max(allChangedAt, changedAt, knownAt);
    }
  }

  return {
    now: () => moment,
    changed(group, version) {
      const before = known.get(group)?.version ?? null;
      remember(group, { version: newest(before, version), moment: ++moment, changedAt: now().getTime() });
    },
    touched(group) {
      remember(group, { ...(known.get(group) ?? nothing), moment: ++moment });
    },
    seen(group, version) {
      const before = known.get(group) ?? nothing;
      if (newest(before.version, version) !== before.version) remember(group, { ...before, version });
    },
    everythingChanged() {
      allMoment = ++moment;
      allChangedAt = now().getTime();
    },
    everythingTouched() {
      allMoment = ++moment;
    },
    movedSince: (group, since) => allMoment > since || (known.get(group)?.moment ?? 0) > since,
    allows(group, { version, readAt }) {
      if (readAt <= allChangedAt) return false;
      const floor = known.get(group);
      if (version !== null && floor?.version) return compareVersions(version, floor.version) >= 0;
      return readAt > (floor?.changedAt ?? Number.NEGATIVE_INFINITY);
    },
  };
}

function newest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return compareVersions(one, other) >= 0 ? one : other;
}
