import type { Columns } from './columns.ts';
import type { Standings } from './standings.ts';

/**
 * Students who agree in everything that is counted by, times aside, are of one kind: a class has some thousand kinds, so
 * that counting takes a tenth of the time that it takes student by student.
 */
export interface Kinds {
  /** Number of a kind by what its students agree in. */
  readonly byKey: Map<string, number>;
  /** Indices of its students; none of a kind that nobody is of any more. */
  readonly members: Set<number>[];
  /** One of them, who stands for all. */
  readonly sample: number[];
  /** The kind of each student, by index. */
  readonly of: number[];
}

/** No kind yet. */
export function createKinds(): Kinds {
  return { byKey: new Map(), members: [], sample: [], of: [] };
}

/** Puts a student among those they agree with now. */
export function placeStudent(kinds: Kinds, columns: Columns, standings: Standings, index: number): void {
  const key = keyOf(columns, standings, index);
  const kind = kinds.byKey.get(key) ?? kinds.members.length;
  const before = kinds.of[index];
  if (before === kind) return;
  if (before !== undefined) leave(kinds, before, index);
  kinds.byKey.set(key, kind);
  kinds.members[kind] ??= new Set();
  const own = kinds.members[kind];
  // Whoever stood for a kind that nobody was of any more is of another now.
  if (own.size === 0) kinds.sample[kind] = index;
  own.add(index);
  kinds.of[index] = kind;
}

function leave({ members, sample }: Kinds, kind: number, index: number): void {
  const own = members[kind];
  own?.delete(index);
  if (sample[kind] === index) sample[kind] = own?.values().next().value ?? index;
}

function keyOf(columns: Columns, standings: Standings, index: number): string {
  let key = `${columns.classYear[index]},${columns.major[index]},${columns.level[index]},${columns.leave[index]},`;
  key += `${columns.college[index]},${standings.rule[index]},${standings.step[index]}`;
  for (const [code, { outcome, reasons }] of columns.departments)
    if (outcome[index]) key += `,${code}${outcome[index]}.${reasons[index]}`;
  return key;
}
