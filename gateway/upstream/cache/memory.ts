import type { CachedValue, Slot } from './cached-value.ts';
import { createGuard, type Moment } from './guard.ts';
import { STALE_MS } from './life-of.ts';
import { createLocalTier, type LocalLimits } from './local-tier.ts';

/** The in-process tier behind its guard: what this process remembers, and what it knows to be old. */
export interface Memory {
  /** @param at milliseconds since 1970 */
  find(slot: Slot, at: number): CachedValue | null;
  /** Now, in the order of changes. */
  moment(): Moment;
  /** Whether the slot's group is not known to have changed since. */
  holds(slot: Slot, since: Moment): boolean;
  /** Whether a value that another gateway stored is not known to be old. */
  allows(slot: Slot, value: CachedValue): boolean;
  /** Remembers a value that was read after a moment; false: something newer is or may be known. */
  keep(slot: Slot, since: Moment, value: CachedValue): boolean;
  /** A department said that a group changed; null: to a version unknown. */
  changed(group: string, version: string | null): void;
  /** Changes may have been missed. */
  everythingChanged(): void;
  /** Another gateway made a group old, or, null, anything. */
  touched(group: string | null): void;
  drop(group: string): void;
}

/** How long a change is remembered: longer than anything read before it may lie anywhere. */
const KEEP_MS = STALE_MS + 60_000;

/** An empty memory. */
export function createMemory(limits: LocalLimits, now: () => Date): Memory {
  const local = createLocalTier(limits);
  const guard = createGuard(now, KEEP_MS);
  return {
    find: (slot, at) => local.get(slot, at) ?? null,
    moment: guard.now,
    holds: ({ group }, since) => !guard.movedSince(group.id, since),
    allows: ({ group }, value) => guard.allows(group.id, value),
    keep(slot, since, value) {
      const { id } = slot.group;
      if (guard.movedSince(id, since) || !guard.allows(id, value)) return false;
      if (value.version !== null) guard.seen(id, value.version);
      local.put(slot, value, JSON.stringify(value.value).length);
      return true;
    },
    changed(group, version) {
      guard.changed(group, version);
      local.drop(group);
    },
    everythingChanged() {
      guard.everythingChanged();
      local.clear();
    },
    touched(group) {
      if (group === null) {
        guard.everythingTouched();
        local.clear();
      } else {
        guard.touched(group);
        local.drop(group);
      }
    },
    drop: local.drop,
  };
}
