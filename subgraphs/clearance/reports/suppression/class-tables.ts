import type { Dictionary } from '../figures/dictionary.ts';
import type { Model } from '../figures/live-model.ts';
import type { Division } from './analyst-request.ts';
import type { Attribute } from './attributes.ts';
import type { Table } from './judge-table.ts';
import { countTable, type Part } from './table.ts';

/** The tables of one class as they stand at one revision of the model; each is counted when it is first asked for. */
export interface ClassTables {
  /** @param division null: the class as a whole */
  readonly table: (attribute: Attribute, division: Division | null) => Table;
  /** The parts of the class, with theirs. */
  readonly parts: (division: Division) => readonly Part[];
}

/** Tables over the students of a class. */
export function createClassTables(model: Model, classYear: number): ClassTables {
  const { columns } = model;
  const students = columns.ids.flatMap((_id, index) => (columns.classYear[index] === classYear ? [index] : []));
  const tables = new Map<string, Table>();
  const divided = new Map<Division, readonly Part[]>();
  const parts = (division: Division) => {
    const known = divided.get(division);
    if (known) return known;
    const made = divide(model, students, division);
    divided.set(division, made);
    return made;
  };
  const table = (attribute: Attribute, division: Division | null): Table => {
    const name = `${attribute.name}/${division ?? ''}`;
    const known = tables.get(name);
    if (known) return known;
    const parent = attribute.parent && table(attribute.parent, division);
    const made = countTable(attribute, students, division ? parts(division) : [], parent);
    tables.set(name, made);
    return made;
  };
  return { table, parts };
}

function divide({ columns }: Model, students: readonly number[], division: Division): readonly Part[] {
  if (division === 'level') return partsBy(students, columns.level, columns.levels);
  if (division === 'leave') return partsBy(students, columns.leave, columns.leaves);
  return partsBy(students, columns.college, columns.colleges).map((college) => ({
    ...college,
    parts: partsBy(college.students, columns.major, columns.majors),
  }));
}

function partsBy(
  students: readonly number[],
  column: readonly number[],
  values: Dictionary,
): readonly Part[] {
  const groups = Map.groupBy(students, (index) => column[index] ?? 0);
  return [...groups].map(([code, members]) => ({ key: values.textOf(code), students: members, parts: [] }));
}
