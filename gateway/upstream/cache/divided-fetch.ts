import { isRecord } from '../check-answer.ts';
import type { Problem, Question, Settled } from '../settle-answer.ts';
import type { CachedValue, Slot } from './cached-value.ts';

/** What a fetch says of one slot. */
export interface Piece {
  /** Not to be changed: others are given the same object, and the cache may keep it. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Paths begin at the value. */
  readonly problems: readonly Problem[];
  /** The department said it, of this student; false where nulls stand for a failure or for an entity it does not know. */
  readonly isSaid: boolean;
}

/** An answer in pieces; `general` problems have no place in any of them. */
export interface Pieces {
  readonly pieces: readonly Piece[];
  readonly general: readonly Problem[];
}

/** A planned fetch whose answer falls into pieces that can be remembered one by one. */
export interface DividedFetch {
  readonly slots: readonly Slot[];
  /** For how long a piece may stand in when the department cannot be asked, milliseconds from its reading. */
  readonly staleMs: number;
  /** What to ask for the slots at these positions only. */
  narrow(positions: readonly number[]): Question;
  /** The pieces of an answer to a narrowed question, in its order; `said`: see AnsweredFetch. */
  divide(settled: Settled, said: readonly unknown[]): Pieces;
  /** The answer to the whole question. */
  join(pieces: Pieces): Settled;
  /** The same of remembered values alone, one for each slot. */
  joinRemembered(values: readonly Pick<CachedValue, 'value'>[]): Settled;
}

/** An `_entities` fetch: a piece is an entity, and positions are those of its representations. */
export function divideEntities(question: Question, slots: readonly Slot[], staleMs: number): DividedFetch {
  const representations = question.representations ?? [];
  return {
    slots,
    staleMs,
    narrow(positions) {
      const some = positions.map((position) => representations[position] ?? {});
      const variables = { ...question.variables, representations: some };
      return { ...question, variables, representations: some };
    },
    divide({ data, problems }, said) {
      const settled = Array.isArray(data._entities) ? data._entities : [];
      const at = Map.groupBy(problems, ({ path }) => (isInEntity(path) ? Number(path?.[1]) : null));
      return {
        pieces: settled.map((value, index) => ({
          value: isRecord(value) ? value : {},
          problems: (at.get(index) ?? []).map((problem) => ({
            ...problem,
            path: problem.path?.slice(2) ?? null,
          })),
          // settleAnswer keeps the department's own object wherever it can stand.
          isSaid: isRecord(value) && said[index] === value,
        })),
        general: at.get(null) ?? [],
      };
    },
    join: ({ pieces, general }) => {
      const problems: Problem[] = [];
      for (const [index, piece] of pieces.entries())
        if (piece.problems.length > 0) problems.push(...moved(piece, ['_entities', index]));
      return { data: { _entities: pieces.map(({ value }) => value) }, problems: [...problems, ...general] };
    },
    joinRemembered: (values) => ({ data: { _entities: values.map(({ value }) => value) }, problems: [] }),
  };
}

/** A fetch of one root field: one piece, the object behind it (see RootLookup). */
export function divideRoot(question: Question, key: string, slot: Slot, staleMs: number): DividedFetch {
  return {
    slots: [slot],
    staleMs,
    narrow: () => question,
    divide({ data, problems }) {
      const value = data[key];
      const isInside = ({ path }: Problem) => path !== null && path[0] === key;
      const inside = problems
        .filter(isInside)
        .map((problem) => ({ ...problem, path: problem.path?.slice(1) ?? null }));
      const piece = {
        value: { [key]: value },
        problems: inside,
        isSaid: isRecord(value) && isAbout(slot, value),
      };
      return { pieces: [piece], general: problems.filter((problem) => !isInside(problem)) };
    },
    join: ({ pieces, general }) => ({
      data: { ...pieces[0]?.value },
      problems: [...pieces.flatMap((piece) => moved(piece, [key])), ...general],
    }),
    joinRemembered: (values) => ({ data: { ...values[0]?.value }, problems: [] }),
  };
}

function isAbout({ group }: Slot, { id }: Record<string, unknown>): boolean {
  return id === undefined || id === group.student;
}

function isInEntity(path: Problem['path']): boolean {
  return path?.[0] === '_entities' && typeof path[1] === 'number';
}

function moved({ problems }: Piece, to: readonly (string | number)[]): Problem[] {
  return problems.map((problem) => ({ ...problem, path: [...to, ...(problem.path ?? [])] }));
}
