import { createDictionary } from '../figures/dictionary.ts';
import { daysOf } from '../figures/groups.ts';
import { courseOf } from '../figures/items.ts';
import type { Model } from '../figures/live-model.ts';
import { outcomeIndexAt, reasonsAt, requiredOf } from '../figures/scope.ts';
import { asOneStart, mostRequired } from '../figures/standings.ts';
import type { CellRules } from './judge-table.ts';

/** Something that each student of a class has one value of, or several, or none. */
export interface Attribute extends CellRules {
  /** One of a kind among all attributes. */
  readonly name: string;
  /** Of whose rows this one's are parts: where a row of it is hidden, so is this one's. */
  readonly parent: Attribute | null;
  /** Whether students of one kind may be in different cells. */
  readonly isOfEach: boolean;
  /** Cells that a student counts in; small numbers, given out as values appear. */
  readonly cellsOf: (index: number) => readonly number[];
  /** Of overlapping cells: whether a student is among those that the cells are parts of. */
  readonly isBase: (index: number) => boolean;
}

const oneBlock = () => 0;
const noBlock = (): number[] => [];
const everybody = () => true;

/** How many there are. */
export const totals: Attribute = {
  name: 'totals',
  parent: null,
  isOfEach: false,
  cellsOf: () => [0],
  blockOf: oneBlock,
  secretBlocks: noBlock,
  kind: 'parts',
  isBase: everybody,
};

/**
 * Of outcomes, those that are no pass are a block: how many do not pass is told by steps and courses as well, whatever
 * outcome they have.
 */
export const blockOfOutcome = (cell: number) => (cell === 1 || cell === 2 ? 1 : 0);

/** Where passes are hidden, what adds up to them, and to the others, must not be told whole. */
export const secretOfPasses = (hiddenOfParent: readonly boolean[]) => (hiddenOfParent[0] ? [0, 1] : []);

/** Overall conclusions, cells as the index in `outcomes`. */
export function overallAttribute({ standings }: Model): Attribute {
  return {
    ...totals,
    name: 'overall',
    parent: totals,
    cellsOf: (index) => [standings.outcome[index] ?? 2],
    blockOf: blockOfOutcome,
  };
}

/** Steps of the way; cells by `stepOfCell`. Those of students who pass everywhere add up to an overall conclusion. */
export function stepAttribute(model: Model): Attribute & { readonly stepOfCell: (cell: number) => number } {
  const steps = createDictionary();
  const { columns, standings } = model;
  const years = [...new Set(columns.classYear)];
  const required = new Map(years.map((year) => [year, mostRequired(standings.rules, [year])]));
  const stepAt = (index: number) =>
    asOneStart(standings.step[index] ?? 0, required.get(columns.classYear[index] ?? 0) ?? 0);
  // In the order in which a trend counts them, so that of equal cells the same is hidden there.
  const present = new Set(columns.classYear.map((_year, index) => stepAt(index)));
  for (const step of [...present].sort((a, b) => a - b)) steps.codeOf(String(step));
  const stepOfCell = (cell: number) => Number(steps.textOf(cell));
  return {
    ...totals,
    name: 'steps',
    parent: overallAttribute(model),
    cellsOf: (index) => [steps.codeOf(String(stepAt(index)))],
    blockOf: (cell) => (stepOfCell(cell) > 0 ? 1 : 0),
    secretBlocks: secretOfPasses,
    stepOfCell,
  };
}

/** A cell of students whose class does not require a department, behind its three outcomes. */
const NOT_REQUIRED = 3;

/** A department's conclusions, cells as the index in `outcomes`. */
export function departmentAttribute(model: Model, code: string): Attribute {
  return {
    ...totals,
    name: `department ${code}`,
    parent: totals,
    cellsOf: (index) => [
      requiredOf(model, index).includes(code) ? outcomeIndexAt(model.columns, code, index) : NOT_REQUIRED,
    ],
    blockOf: blockOfOutcome,
  };
}

/** A department's reasons, cells by the codes of `reasonCodes`; parts of those who do not pass there. */
export function reasonAttribute(model: Model, code: string): Attribute {
  const { columns } = model;
  const outcomeOf = new Map<number, number>();
  return {
    name: `reasons ${code}`,
    parent: departmentAttribute(model, code),
    isOfEach: false,
    cellsOf: (index) => {
      if (!requiredOf(model, index).includes(code)) return [];
      const reasons = reasonsAt(columns, code, index);
      for (const reason of reasons)
        if (!outcomeOf.has(reason)) outcomeOf.set(reason, outcomeIndexAt(columns, code, index));
      return reasons;
    },
    // Some reasons come with a fail only, others with what could not be checked.
    blockOf: (cell) => outcomeOf.get(cell) ?? 0,
    secretBlocks: (hiddenOfParent) => [1, 2].filter((outcome) => hiddenOfParent[outcome]),
    kind: 'overlapping',
    isBase: (index) => requiredOf(model, index).includes(code) && outcomeIndexAt(columns, code, index) !== 0,
  };
}

/** What became of a department's items. */
export const courses = { none: 0, inTime: 1, late: 2, openLate: 3, openInTime: 4 } as const;

/** Courses of a department's items, cells of `courses`. */
export function courseAttribute(model: Model, code: string, now: number): Attribute {
  return {
    ...totals,
    name: `courses ${code}`,
    parent: departmentAttribute(model, code),
    isOfEach: true,
    cellsOf: (index) => {
      const course = requiredOf(model, index).includes(code) ? courseOf(model, code, index, now) : null;
      if (course === null) return [courses.none];
      if (course.hours !== null) return [course.inTime === true ? courses.inTime : courses.late];
      return [course.inTime === false ? courses.openLate : courses.openInTime];
    },
    blockOf: (cell) => (cell >= courses.openLate ? 1 : 0),
    secretBlocks: secretOfPasses,
  };
}

/** Days since which a department's conclusion stands, or the overall one where none is given. */
export function dayAttribute(
  model: Model,
  code: string | null,
): Attribute & { readonly dayOfCell: (cell: number) => string } {
  const days = createDictionary();
  return {
    ...totals,
    name: `days ${code ?? ''}`,
    parent: totals,
    isOfEach: true,
    cellsOf: (index) => {
      const required = requiredOf(model, index);
      const departments = code === null ? required : required.filter((one) => one === code);
      return [days.codeOf(daysOf(model, { index, departments })[0] ?? '')];
    },
    dayOfCell: days.textOf,
  };
}
