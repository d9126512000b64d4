import type { CachedValue, Slot } from './cached-value.ts';
import { compareVersions } from './version.ts';

/** Bounds of the in-process tier. */
export interface LocalLimits {
  /** Values. */
  readonly maxEntries: number;
  /** Approximate bytes: twice the length of the values' JSON. */
  readonly maxBytes: number;
}

/** Decoded values in this process, the least recently used group out first. Not encrypted: they are objects in memory. */
export interface LocalTier {
  get(slot: Slot): CachedValue | undefined;
  /** Stores; values of the group with an older version go. */
  put(slot: Slot, value: CachedValue, jsonLength: number): void;
  drop(group: string): void;
  clear(): void;
  size(): { readonly entries: number; readonly bytes: number };
}

interface Held {
  readonly value: CachedValue;
  readonly bytes: number;
}

const MAX_FIELDS = 64;
/** Maps, keys and times around a value. */
const OVERHEAD_BYTES = 512;

/** An empty tier. Values past their time are dropped when they are met or pushed out. */
export function createLocalTier(limits: LocalLimits, now: () => Date): LocalTier {
  const groups = new Map<string, Map<string, Held>>();
  let entries = 0;
  let bytes = 0;

  function remove(group: string, fields: Map<string, Held>, field: string): void {
    bytes -= fields.get(field)?.bytes ?? 0;
    if (fields.delete(field)) entries--;
    if (fields.size === 0) groups.delete(group);
  }

  function drop(group: string): void {
    const fields = groups.get(group);
    for (const field of fields?.keys() ?? []) if (fields !== undefined) remove(group, fields, field);
  }

  return {
    get({ group, field }) {
      const fields = groups.get(group.id);
      const held = fields?.get(field);
      if (fields === undefined || held === undefined) return undefined;
      if (held.value.usableUntil <= now().getTime()) {
        remove(group.id, fields, field);
        return undefined;
      }
      groups.delete(group.id);
      groups.set(group.id, fields);
      return held.value;
    },
    put({ group, field }, value, jsonLength) {
      const fields = groups.get(group.id) ?? new Map<string, Held>();
      for (const [other, held] of fields) if (isOlder(held.value, value)) remove(group.id, fields, other);
      remove(group.id, fields, field);
      const oldest = fields.size >= MAX_FIELDS ? fields.keys().next().value : undefined;
      if (oldest !== undefined) remove(group.id, fields, oldest);
      const size = 2 * (jsonLength + field.length) + OVERHEAD_BYTES;
      fields.set(field, { value, bytes: size });
      groups.delete(group.id);
      groups.set(group.id, fields);
      entries++;
      bytes += size;
      for (const [eldest] of groups) {
        if (entries <= limits.maxEntries && bytes <= limits.maxBytes) break;
        drop(eldest);
      }
    },
    drop,
    clear() {
      groups.clear();
      entries = bytes = 0;
    },
    size: () => ({ entries, bytes }),
  };
}

function isOlder(held: CachedValue, than: CachedValue): boolean {
  return held.version !== null && than.version !== null && compareVersions(held.version, than.version) < 0;
}
