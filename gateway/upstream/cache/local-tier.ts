import { type CachedValue, type Group, partsOf, type Slot } from './cached-value.ts';
import { createRecency, type Ranked } from './recency.ts';
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
  /** @param at milliseconds since 1970 */
  get(slot: Slot, at: number): CachedValue | undefined;
  /** Stores; values of the group with an older version go. */
  put(slot: Slot, value: CachedValue, jsonLength: number): void;
  /** @param group its id */
  drop(group: string): void;
  clear(): void;
  size(): { readonly entries: number; readonly bytes: number };
}

interface Held {
  readonly value: CachedValue;
  readonly bytes: number;
}

interface HeldGroup extends Ranked<HeldGroup> {
  readonly of: Pick<Group, 'subgraph' | 'student'>;
  readonly fields: Map<string, Held>;
}

const MAX_FIELDS = 64;
/** Maps, keys and times around a value. */
const OVERHEAD_BYTES = 512;

/** An empty tier. Values past their time are dropped when they are met or pushed out. */
export function createLocalTier(limits: LocalLimits): LocalTier {
  // By subgraph and student: the id of a group would have to be put together, and hashed, for every look.
  const groups = new Map<string, Map<string, HeldGroup>>();
  const recency = createRecency<HeldGroup>();
  let entries = 0;
  let bytes = 0;

  function find({ subgraph, student }: HeldGroup['of']): HeldGroup | undefined {
    return groups.get(subgraph)?.get(student);
  }

  function open(of: HeldGroup['of']): HeldGroup {
    const group: HeldGroup = { of, fields: new Map(), older: null, newer: null };
    const students = groups.get(of.subgraph) ?? new Map<string, HeldGroup>();
    groups.set(of.subgraph, students);
    students.set(of.student, group);
    recency.add(group);
    return group;
  }

  function remove(group: HeldGroup, field: string): void {
    bytes -= group.fields.get(field)?.bytes ?? 0;
    if (group.fields.delete(field)) entries--;
  }

  function close(group: HeldGroup): void {
    for (const field of group.fields.keys()) remove(group, field);
    groups.get(group.of.subgraph)?.delete(group.of.student);
    recency.take(group);
  }

  return {
    get(slot, at) {
      const group = find(slot.group);
      const held = group?.fields.get(slot.field);
      if (group === undefined || held === undefined) return undefined;
      if (held.value.usableUntil <= at) {
        remove(group, slot.field);
        if (group.fields.size === 0) close(group);
        return undefined;
      }
      recency.use(group);
      return held.value;
    },
    put({ group: { subgraph, student }, field }, value, jsonLength) {
      const group = find({ subgraph, student }) ?? open({ subgraph, student });
      const { fields } = group;
      for (const [other, held] of fields) if (isOlder(held.value, value)) remove(group, other);
      remove(group, field);
      const oldest = fields.size >= MAX_FIELDS ? fields.keys().next().value : undefined;
      if (oldest !== undefined) remove(group, oldest);
      const size = 2 * (jsonLength + field.length) + OVERHEAD_BYTES;
      fields.set(field, { value, bytes: size });
      recency.use(group);
      entries++;
      bytes += size;
      for (let eldest = recency.oldest(); eldest !== null; eldest = recency.oldest()) {
        if (entries <= limits.maxEntries && bytes <= limits.maxBytes) break;
        close(eldest);
      }
    },
    drop(id) {
      const group = find(partsOf(id));
      if (group !== undefined) close(group);
    },
    clear() {
      groups.clear();
      recency.clear();
      entries = bytes = 0;
    },
    size: () => ({ entries, bytes }),
  };
}

function isOlder(held: CachedValue, than: CachedValue): boolean {
  return held.version !== null && than.version !== null && compareVersions(held.version, than.version) < 0;
}
