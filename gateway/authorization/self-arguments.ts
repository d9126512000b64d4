import { GraphQLError, getArgumentValues, getNamedType, Kind } from 'graphql';
import type { SelfField } from './access-plan.ts';

/** A root field that names another student than the one who asks. */
export interface FieldOfOther {
  readonly key: string;
  /** Whom it names; null where that is no text. */
  readonly studentId: string | null;
}

/**
 * Which of these root fields name another student than the one who asks: by an argument `id`, or by `studentId`,
 * however deep in an input. Numbers are compared as GraphQL reads an ID, so 7 is "7".
 *
 * @param variables coerced
 */
export function fieldsOfOthers(
  fields: readonly SelfField[],
  variables: Record<string, unknown>,
  sub: string,
): FieldOfOther[] {
  return fields.flatMap(({ key, node, field }) => {
    if (isOwnAtOneLook({ node, field }, variables, sub)) return [];
    const given = argumentsOf({ node, field }, variables);
    if (given === null) return [{ key, studentId: null }];
    const others = numbersIn(given).filter(
      (number) => number !== undefined && number !== null && number !== sub,
    );
    if (others.length === 0) return [];
    const [named] = others;
    return [{ key, studentId: typeof named === 'string' ? named : null }];
  });
}

/** The ordinary page: one argument, `id` or `studentId`, and in it a variable that holds the asker's number. */
function isOwnAtOneLook(
  { node, field }: Pick<SelfField, 'node' | 'field'>,
  variables: Record<string, unknown>,
  sub: string,
): boolean {
  const [given] = node.arguments ?? [];
  if (field.args.length !== 1 || node.arguments?.length !== 1 || given?.value.kind !== Kind.VARIABLE)
    return false;
  if (given.name.value !== 'id' && given.name.value !== 'studentId') return false;
  return getNamedType(field.args[0]?.type)?.name === 'ID' && variables[given.value.name.value] === sub;
}

/** Null where they cannot be read: the document is valid, so then only a variable is missing. */
function argumentsOf(
  { node, field }: Pick<SelfField, 'node' | 'field'>,
  variables: Record<string, unknown>,
): Record<string, unknown> | null {
  try {
    return getArgumentValues(field, node, variables);
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

function numbersIn(given: Record<string, unknown>): unknown[] {
  const found: unknown[] = [];
  add(given.id, found);
  search(given, found);
  return found;
}

function search(value: unknown, found: unknown[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const item of value) search(item, found);
  else
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'studentId') add(inner, found);
      else search(inner, found);
    }
}

/** All of a list, however deep. */
function add(number: unknown, found: unknown[]): void {
  if (Array.isArray(number)) for (const one of number) add(one, found);
  else found.push(number);
}
