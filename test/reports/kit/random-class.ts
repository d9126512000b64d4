import {
  type Columns,
  columnsOfDepartment,
  indexOfStudent,
  reasonSetOf,
} from '../../../subgraphs/clearance/reports/figures/columns.ts';
import {
  createModel,
  type Model,
  settleStudent,
} from '../../../subgraphs/clearance/reports/figures/live-model.ts';

/** Departments of the class. */
export const classDepartments = ['library', 'finance'] as const;
/** What each may find; the last one only where it cannot tell. */
export const classReasons = ['A', 'B', 'C', 'STALE'] as const;
export const CLASS_YEAR = 2020;
/** Of all reports about a random class; items that were opened a week before are late. */
export const CLASS_NOW = Date.parse('2020-06-15T02:00:00Z');

const rule = {
  classYear: CLASS_YEAR,
  requires: [...classDepartments],
  opensAt: null,
  closesAt: null,
};
/** Who leaves so needs nothing from the library, in some classes. */
export const EXCUSED = 'WITHDRAWAL';
const excusing = { ...rule, leaveTypes: [EXCUSED], requires: ['finance'] };
const HOUR = 3_600_000;

/** Chooses one of some values, the first ones more often. */
type Pick = <Value>(values: readonly Value[]) => Value;

/** What classes differ in that whoever reads their reports may know. */
export interface ClassHabits {
  /** Whether a student who does not pass at a department may have several reasons there; else one each. */
  readonly severalReasons: boolean;
  /** Whether the library is not required of those who withdraw. */
  readonly excuses: boolean;
}

/**
 * A class in memory whose students are spread unevenly, so that it has cells of every size.
 *
 * @param random 0 to 1
 */
export function randomClass(students: number, habits: ClassHabits, random: () => number): Model {
  const model = createModel(habits.excuses ? [excusing, rule] : [rule]);
  const { columns, standings } = model;
  const steepness = 1 + 4 * random();
  const pick: Pick = (values) => {
    const chosen = values[Math.floor(values.length * random() ** steepness)] ?? values[0];
    if (chosen === undefined) throw new Error('There is nothing to choose from');
    return chosen;
  };
  const failing = 0.5 * random();
  for (let number = 0; number < students; number += 1) {
    const index = indexOfStudent(columns, `S${number}`);
    enrol(columns, index, pick);
    for (const code of classDepartments) judge(columns, code, index, { pick, random, failing, ...habits });
    settleStudent(model, index);
    // Only who passes everywhere may have submitted.
    if (standings.outcome[index] === 0 && random() < 0.4) {
      columns.submitted[index] = CLASS_NOW;
      if (random() < 0.2) columns.handedOver[index] = CLASS_NOW;
      settleStudent(model, index);
    }
  }
  columns.revision = 1;
  return model;
}

/** Some students change where they stand; the class stays who it is. */
export function stirClass(model: Model, changes: number, habits: ClassHabits, random: () => number): void {
  const { columns } = model;
  const pick: Pick = (values) => values[Math.floor(values.length * random())] ?? (values[0] as never);
  for (let change = 0; change < changes; change += 1) {
    const index = pick([...columns.ids.keys()]);
    if (!Number.isNaN(columns.submitted[index])) continue;
    for (const code of classDepartments)
      judge(columns, code, index, { pick, random, failing: 0.5, ...habits });
    settleStudent(model, index);
  }
  columns.revision += 1;
}

function enrol(columns: Columns, index: number, pick: Pick): void {
  const college = pick(['CS', 'EE', 'ME', 'LAW']);
  columns.classYear[index] = CLASS_YEAR;
  columns.college[index] = columns.colleges.codeOf(college);
  columns.major[index] = columns.majors.codeOf(`${college}|${pick(['one', 'two', 'three'])}`);
  columns.level[index] = columns.levels.codeOf(pick(['MASTER', 'DOCTOR', 'OTHER']));
  columns.leave[index] = columns.leaves.codeOf(pick(['GRADUATION', EXCUSED, 'COMPLETION']));
}

interface Chances extends ClassHabits {
  readonly pick: Pick;
  readonly random: () => number;
  readonly failing: number;
}

function judge(columns: Columns, code: string, index: number, chances: Chances): void {
  const { pick, random, failing } = chances;
  const department = columnsOfDepartment(columns, code);
  const fails = random() < failing;
  const unknown = fails && random() < 0.2;
  department.outcome[index] = fails ? (unknown ? 3 : 2) : 1;
  const reasons = unknown ? ['STALE'] : reasonsOf(chances);
  department.reasons[index] = fails ? reasonSetOf(columns, reasons) : 0;
  const opened = CLASS_NOW - pick([10, 300]) * HOUR;
  const was = fails || random() < 0.3;
  department.opened[index] = was ? opened : Number.NaN;
  department.passed[index] = was && !fails ? opened + pick([2, 200]) * HOUR : Number.NaN;
  department.since[index] = CLASS_NOW - pick([0, 30, 60]) * HOUR;
}

function reasonsOf({ pick, random, severalReasons }: Chances): string[] {
  const first = pick(['A', 'B', 'C']);
  return severalReasons && random() < 0.5 ? [first, pick(['A', 'B', 'C'])] : [first];
}
