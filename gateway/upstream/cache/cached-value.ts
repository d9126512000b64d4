import type { Representation } from '../settle-answer.ts';

/** What a cached value belongs to: one student at one subgraph. Everything in a group is invalidated together. */
export interface Group {
  readonly subgraph: string;
  /** Student number. */
  readonly student: string;
  /** Both in one text, unique. */
  readonly id: string;
}

/** The group of a student at a subgraph. */
export function groupOf(subgraph: string, student: string): Group {
  return { subgraph, student, id: `${subgraph} ${student}` };
}

/** The subgraph and the student of a group's id: no subgraph's name holds a blank. */
export function partsOf(id: string): Pick<Group, 'subgraph' | 'student'> {
  const end = id.indexOf(' ');
  return { subgraph: id.slice(0, end), student: id.slice(end + 1) };
}

/** The place of one value: its group and, within it, the selection, the inputs and who asks. */
export interface Slot {
  readonly group: Group;
  /** What is asked of it and, where that matters, for whom. */
  readonly selection: string;
  /** What it is asked with besides its key; null: nothing. */
  readonly inputs: Representation | null;
  /** Selection and inputs in one text, unique in the group. */
  readonly field: string;
}

/** A remembered answer. Times are milliseconds since 1970 by the clock of the gateway that read it. */
export interface CachedValue {
  /** As the department said it, `asOf` included; never to be changed. */
  readonly value: Readonly<Record<string, unknown>>;
  /** `<epoch>.<n>`; null where the subgraph has no versions. */
  readonly version: string | null;
  /** When the department was asked. */
  readonly readAt: number;
  /** Until then it is shown. */
  readonly freshUntil: number;
  /** Until then it stands in for a subgraph that cannot be asked; at least freshUntil. */
  readonly usableUntil: number;
}

/** A copy of JSON that may be changed without changing the original. */
export function cloneJson<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(cloneJson) as T;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cloneJson(inner)])) as T;
}
