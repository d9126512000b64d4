import {
  type GraphQLLeafType,
  type GraphQLOutputType,
  isCompositeType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Shape } from './answer-shape.ts';
import { type Expectation, expectedFields } from './expected-fields.ts';

/** A place in an answer, by response keys and list indices. */
export type AnswerPath = readonly (string | number)[];

/** Called with the place of every value that does not fit. */
export type Report = (path: AnswerPath) => void;

/** The type of an object as far as it is known. */
type Typename = string | null;

/**
 * Makes an object of an answer safe to merge: every expected key is there, and every value that does not fit its type
 * (missing, wrong kind, unknown enum value, null where there must be none) is reported once and nulled, up to the
 * nearest place that may be null (GraphQL October 2021, 6.4.4). Changes `value`. False: the object itself must be null.
 */
export function checkObject(
  value: Record<string, unknown>,
  shape: Shape,
  typename: Typename,
  expectation: Expectation,
  path: AnswerPath,
  report: Report,
): boolean {
  for (const field of expectedFields(shape, typename, expectation)) {
    if (field.key === '__typename') continue;
    const place = [...path, field.key];
    if (value[field.key] === undefined) report(place);
    const checked = checkValue(value[field.key] ?? null, field.type, field.fields, place);
    if (checked === unfit) return false;
    value[field.key] = checked;
  }
  return true;

  /** The value, null, or `unfit` where the enclosing object cannot stand. */
  function checkValue(
    found: unknown,
    type: GraphQLOutputType | null,
    fields: Shape | null,
    at: AnswerPath,
  ): unknown {
    if (type === null) return found;
    if (isNonNullType(type)) {
      const inner = checkValue(found, type.ofType, fields, at);
      if (found === null) report(at);
      return inner ?? unfit;
    }
    if (found === null) return null;
    if (isListType(type)) {
      if (!Array.isArray(found)) return refuse(at);
      const items = found.map((item, index) => checkValue(item ?? null, type.ofType, fields, [...at, index]));
      return items.includes(unfit) ? null : items;
    }
    if (isLeafType(type)) return fitsLeaf(type, found) ? found : refuse(at);
    if (!isRecord(found)) return refuse(at);
    const said = found.__typename;
    if (said !== undefined && !isKnownType(said, expectation)) return refuse(at);
    const itsType = said ?? (isObjectType(type) ? type.name : null);
    return checkObject(found, fields ?? [], itsType, expectation, at, report) ? found : null;
  }

  function refuse(at: AnswerPath): null {
    report(at);
    return null;
  }
}

const unfit = Symbol('unfit');

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKnownType(name: unknown, { schema }: Expectation): name is string {
  return typeof name === 'string' && isCompositeType(schema.getType(name));
}

/** Whether a value that is not null is of a scalar or enum, as a department may write it. */
export function fitsLeaf(type: GraphQLLeafType, value: unknown): boolean {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) !== undefined;
  switch (type.name) {
    case 'Int':
      return Number.isInteger(value) && (value as number) === ((value as number) | 0);
    case 'Float':
      return typeof value === 'number';
    case 'String':
      return typeof value === 'string';
    case 'ID':
      return typeof value === 'string' || Number.isInteger(value);
    case 'Boolean':
      return typeof value === 'boolean';
    default:
      return true;
  }
}
