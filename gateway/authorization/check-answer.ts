import type { FieldCheck, ObjectCheck, OwnerCheck, Place, Shape } from './access-plan.ts';

/** Where in an answer, by response keys and indices. */
export type Path = readonly (string | number)[];

/** What is told of an answer while it is looked into. */
export interface Findings {
  /** A field was refused. */
  refused(path: Path): void;
  /** An object stands for a student; false: it must not be shown. Null: the answer does not say for whom. */
  owned(owner: OwnerCheck, studentId: string | null, path: Path): boolean;
}

/**
 * An answered object as it may be shown: what is refused is null, what the gateway asked for itself is gone, and a null
 * where none may be goes up to the nearest place where one may. The answer itself is left as it is.
 *
 * @returns null where the whole object may not be shown
 * @see https://spec.graphql.org/October2021/#sec-Handling-Field-Errors
 */
export function checkObject(
  check: ObjectCheck,
  answered: object,
  path: Path,
  findings: Findings,
): Record<string, unknown> | null {
  if (check.refusedBelow !== null) {
    findings.refused([...path, ...check.refusedBelow]);
    return null;
  }
  const { owner } = check;
  if (owner !== null) {
    const number = readOwner(owner, answered);
    const isNobodys = number === null && owner.optional;
    if (!isNobodys && !findings.owned(owner, number ?? null, path)) return null;
  }
  const shown: Record<string, unknown> = Object.create(null);
  for (const field of check.fields) {
    const value = checkField(field, answered, path, findings);
    if (value === VOID) return null;
    if (value !== undefined) shown[field.key] = value;
  }
  return shown;
}

/** A null that the type does not allow. */
const VOID = Symbol('void');

function checkField(field: FieldCheck, answered: object, path: Path, findings: Findings): unknown {
  switch (field.kind) {
    case 'shown':
      return ownValue(answered, field.key);
    case 'refused':
      findings.refused([...path, ...field.errorPath]);
      return null;
    case 'checked': {
      const value = ownValue(answered, field.key);
      return value === undefined
        ? undefined
        : checkValue(field.place, field.shape, value, [...path, field.key], findings);
    }
    default:
      return field satisfies never;
  }
}

function checkValue(place: Place, shape: Shape, value: unknown, path: Path, findings: Findings): unknown {
  const shown =
    shape.items === null
      ? checkPlace(place, value, path, findings)
      : checkList(place, shape.items, value, path, findings);
  return shown === null && !shape.nullable ? VOID : shown;
}

function checkList(place: Place, items: Shape, value: unknown, path: Path, findings: Findings): unknown {
  if (!Array.isArray(value)) return null;
  const shown: unknown[] = [];
  for (const [index, item] of value.entries()) {
    const checked = checkValue(place, items, item, [...path, index], findings);
    if (checked === VOID) return null;
    shown.push(checked);
  }
  return shown;
}

function checkPlace({ byType, typeKey }: Place, value: unknown, path: Path, findings: Findings): unknown {
  if (typeof value !== 'object' || value === null) return null;
  const [only] = byType.values();
  const named = typeKey === null ? null : ownValue(value, typeKey);
  const check = named === null ? only : typeof named === 'string' ? byType.get(named) : undefined;
  if (check !== undefined) return checkObject(check, value, path, findings);
  // A type that the schema does not know here: nothing can be said of it.
  findings.refused(path);
  return null;
}

/** Null: the number is null; undefined: it cannot be read. */
function readOwner({ keys }: OwnerCheck, answered: object): string | null | undefined {
  let value: unknown = answered;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = ownValue(value, key);
  }
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' || value === null ? value : undefined;
}

// A client may call a field `__proto__` or `constructor`.
function ownValue(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}
