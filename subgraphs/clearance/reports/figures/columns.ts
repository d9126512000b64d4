import type { Outcome } from '../../../kit/verdict/verdict.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';

/** Outcomes as numbers; 0 stands for no row at all, which counts as UNKNOWN. */
export const outcomes = ['PASSED', 'NOT_PASSED', 'UNKNOWN'] as const satisfies readonly Outcome[];

/** What a department says of each student, by the student's index. */
export interface DepartmentColumns {
  /** 0: nothing is known; else 1 more than the index in `outcomes`. */
  readonly outcome: number[];
  /** A code of `Columns.reasonSets`. */
  readonly reasons: number[];
  /** Milliseconds; NaN: never. */
  readonly since: number[];
  readonly opened: number[];
  readonly passed: number[];
}

/**
 * The read model in memory, a column for each attribute: what is counted for reports. About 200 bytes a student.
 *
 * Of each student the same index in every column; indices only grow.
 */
export interface Columns {
  revision: number;
  readonly ids: string[];
  readonly indexOf: Map<string, number>;
  /** 0: on no class's roster. */
  readonly classYear: number[];
  /** Codes of the dictionaries. */
  readonly college: number[];
  readonly major: number[];
  readonly level: number[];
  readonly leave: number[];
  /** Milliseconds; NaN: not. */
  readonly submitted: number[];
  readonly handedOver: number[];
  readonly departments: Map<string, DepartmentColumns>;
  /** College codes; majors as `collegeCode|major`; names of enum values. */
  readonly colleges: Dictionary;
  readonly collegeNames: Map<string, string>;
  readonly majors: Dictionary;
  readonly levels: Dictionary;
  readonly leaves: Dictionary;
  readonly reasonCodes: Dictionary;
  /** Sets of reason codes, joined by a comma; 0: none. */
  readonly reasonSets: Dictionary;
  readonly reasonsOfSet: (readonly number[])[];
}

/** No student yet. */
export function createColumns(): Columns {
  const reasonSets = createDictionary();
  reasonSets.codeOf('');
  return {
    revision: -1,
    ids: [],
    indexOf: new Map(),
    classYear: [],
    college: [],
    major: [],
    level: [],
    leave: [],
    submitted: [],
    handedOver: [],
    departments: new Map(),
    colleges: createDictionary(),
    collegeNames: new Map(),
    majors: createDictionary(),
    levels: createDictionary(),
    leaves: createDictionary(),
    reasonCodes: createDictionary(),
    reasonSets,
    reasonsOfSet: [[]],
  };
}

/** The index of a student, who is added where they are new: on no class's roster, nothing known of them. */
export function indexOfStudent(columns: Columns, studentId: string): number {
  const known = columns.indexOf.get(studentId);
  if (known !== undefined) return known;
  const index = columns.ids.push(studentId) - 1;
  columns.indexOf.set(studentId, index);
  columns.classYear[index] = 0;
  columns.college[index] = columns.colleges.codeOf('');
  columns.major[index] = columns.majors.codeOf('|');
  columns.level[index] = columns.levels.codeOf('');
  columns.leave[index] = columns.leaves.codeOf('');
  columns.submitted[index] = Number.NaN;
  columns.handedOver[index] = Number.NaN;
  for (const department of columns.departments.values()) unknownAt(department, index);
  return index;
}

/** A department's columns, which are added where they are new. */
export function columnsOfDepartment(columns: Columns, code: string): DepartmentColumns {
  const known = columns.departments.get(code);
  if (known) return known;
  const department: DepartmentColumns = { outcome: [], reasons: [], since: [], opened: [], passed: [] };
  for (let index = 0; index < columns.ids.length; index += 1) unknownAt(department, index);
  columns.departments.set(code, department);
  return department;
}

/** The code of a set of reasons, in whatever order they are given. */
export function reasonSetOf(columns: Columns, reasons: readonly string[]): number {
  if (reasons.length === 0) return 0;
  const text = [...new Set(reasons)].sort().join(',');
  const set = columns.reasonSets.codeOf(text);
  columns.reasonsOfSet[set] ??= text.split(',').map(columns.reasonCodes.codeOf);
  return set;
}

function unknownAt(department: DepartmentColumns, index: number): void {
  department.outcome[index] = 0;
  department.reasons[index] = 0;
  department.since[index] = Number.NaN;
  department.opened[index] = Number.NaN;
  department.passed[index] = Number.NaN;
}
