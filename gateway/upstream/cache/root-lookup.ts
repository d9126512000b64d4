import { type DocumentNode, type FieldNode, Kind, type ValueNode } from 'graphql';

/** A fetch of one student by one root field. */
export interface RootLookup {
  /** Response key of the field. */
  readonly key: string;
  /** The argument that names the student; null: left out. */
  readonly student: ValueNode | null;
}

/** The declared lookups of a student by number, and the argument of each. */
const LOOKUPS: Readonly<Record<string, string>> = { clearance: 'studentId', student: 'id' };

/** The lookup that a planned fetch is; null where it is anything else, or more than that. */
export function rootLookupOf(document: DocumentNode): RootLookup | null {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operations.length !== 1 || operation?.operation !== 'query') return null;
  const fields = operation.selectionSet.selections.filter(
    (one) => one.kind !== Kind.FIELD || one.name.value !== '__typename',
  );
  const [field] = fields;
  if (fields.length !== 1 || field?.kind !== Kind.FIELD) return null;
  return readLookup(field);
}

/** The student number that a lookup names; undefined: none is named. Null: it cannot be told. */
export function namedStudent(
  { student }: RootLookup,
  variables: Readonly<Record<string, unknown>>,
): string | null | undefined {
  if (student === null || student.kind === Kind.NULL) return undefined;
  if (student.kind === Kind.STRING) return student.value;
  if (student.kind !== Kind.VARIABLE) return null;
  const value = variables[student.name.value];
  return value === null || value === undefined ? undefined : typeof value === 'string' ? value : null;
}

function readLookup(field: FieldNode): RootLookup | null {
  const name = field.name.value;
  const argument = Object.hasOwn(LOOKUPS, name) ? LOOKUPS[name] : undefined;
  const others = (field.arguments ?? []).filter((one) => one.name.value !== argument);
  if (argument === undefined || others.length > 0 || (field.directives ?? []).length > 0) return null;
  const given = field.arguments?.find((one) => one.name.value === argument);
  return { key: (field.alias ?? field.name).value, student: given?.value ?? null };
}
