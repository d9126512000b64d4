import type { Dictionary } from '../figures/dictionary.ts';
import type { Model } from '../figures/live-model.ts';
import { sampleOf } from '../figures/scope.ts';
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
  const kinds = kindsOfClass(model, classYear);
  const tables = new Map<string, Table>();
  const divided = new Map<Division, readonly Part[]>();
  const parts = (division: Division) => {
    const known = divided.get(division);
    if (known) return known;
    const made = divide(model, kinds, division);
    divided.set(division, made);
    return made;
  };
  const table = (attribute: Attribute, division: Division | null): Table => {
    const name = `${attribute.name}/${division ?? ''}`;
    const known = tables.get(name);
    if (known) return known;
    const parent = attribute.parent && table(attribute.parent, division);
    const made = countTable(model, attribute, kinds, division ? parts(division) : [], parent);
    tables.set(name, made);
    return made;
  };
  return { table, parts };
}

/** Kinds of the students of a class. */
export function kindsOfClass({ columns, kinds }: Model, classYear: number): number[] {
  return kinds.sample.flatMap((index, kind) =>
    columns.classYear[index] === classYear && kinds.members[kind]?.size ? [kind] : [],
  );
}

function divide(model: Model, kinds: readonly number[], division: Division): readonly Part[] {
  const { columns } = model;
  if (division === 'level') return partsBy(model, kinds, columns.level, columns.levels);
  if (division === 'leave') return partsBy(model, kinds, columns.leave, columns.leaves);
  return partsBy(model, kinds, columns.college, columns.colleges).map((college) => ({
    ...college,
    parts: partsBy(model, college.kinds, columns.major, columns.majors),
  }));
}

function partsBy(
  model: Model,
  kinds: readonly number[],
  column: readonly number[],
  values: Dictionary,
): readonly Part[] {
  const groups = Map.groupBy(kinds, (kind) => column[sampleOf(model, kind)] ?? 0);
  return [...groups].map(([code, own]) => ({ key: values.textOf(code), kinds: own, parts: [] }));
}
