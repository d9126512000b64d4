import { isSameJson } from '../same-json.ts';
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

/** Decoded values in this process, a group that was not used for long out first. Not encrypted: they are objects in memory. */
export interface LocalTier {
  /** @param at milliseconds since 1970 */
  get(slot: Slot, at: number): CachedValue | undefined;
  /** Stores; values of the group with an older version, or past their time, go. */
  put(slot: Slot, value: CachedValue, jsonLength: number): void;
  /** @param group its id */
  drop(group: string): void;
  clear(): void;
  size(): { readonly entries: number; readonly bytes: number };
}

interface Held extends Pick<Slot, 'selection' | 'inputs'> {
  readonly value: CachedValue;
  readonly bytes: number;
}

interface HeldGroup extends Ranked<HeldGroup> {
  readonly of: Pick<Group, 'subgraph' | 'student'>;
  /** In the order in which they came. */
  readonly values: Held[];
}

const MAX_VALUES = 64;
/** Lists, keys and times around a value. */
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
    const group: HeldGroup = { of, values: [], older: null, newer: null, isUsed: false };
    const students = groups.get(of.subgraph) ?? new Map<string, HeldGroup>();
    groups.set(of.subgraph, students);
    students.set(of.student, group);
    recency.add(group);
    return group;
  }

  function remove({ values }: HeldGroup, held: Held | undefined): void {
    const index = held === undefined ? -1 : values.indexOf(held);
    if (held === undefined || index < 0) return;
    values.splice(index, 1);
    bytes -= held.bytes;
    entries--;
  }

  function close(group: HeldGroup): void {
    for (const held of [...group.values]) remove(group, held);
    groups.get(group.of.subgraph)?.delete(group.of.student);
    recency.take(group);
  }

  return {
    get(slot, at) {
      const group = find(slot.group);
      const held = group && heldAt(group, slot);
      if (group === undefined || held === undefined) return undefined;
      if (held.value.usableUntil <= at) {
        remove(group, held);
        if (group.values.length === 0) close(group);
        return undefined;
      }
      recency.use(group);
      return held.value;
    },
    put(slot, value, jsonLength) {
      const { subgraph, student } = slot.group;
      const known = find({ subgraph, student });
      if (known !== undefined) recency.use(known);
      const group = known ?? open({ subgraph, student });
      const { values } = group;
      for (const held of [...values])
        if (isOlder(held.value, value) || isOver(held.value, value)) remove(group, held);
      remove(group, heldAt(group, slot));
      if (values.length >= MAX_VALUES) remove(group, values[0]);
      const { selection, inputs } = slot;
      const size = 2 * (jsonLength + slot.field.length) + OVERHEAD_BYTES;
      values.push({ selection, inputs, value, bytes: size });
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

/** There are few in a group, and to compare them costs less than to put a text together and hash it. */
function heldAt({ values }: HeldGroup, { selection, inputs }: Slot): Held | undefined {
  for (let index = 0; index < values.length; index++) {
    const held = values[index] as Held;
    if (held.selection === selection && isSameJson(held.inputs, inputs)) return held;
  }
  return undefined;
}

/** Its time was over when the other one was read. */
function isOver(held: CachedValue, { readAt }: CachedValue): boolean {
  return held.usableUntil <= readAt;
}

function isOlder(held: CachedValue, than: CachedValue): boolean {
  return held.version !== null && than.version !== null && compareVersions(held.version, than.version) < 0;
}
