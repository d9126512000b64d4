import type { Shape, ShapeField } from './answer-shape.ts';
import { type AnswerPath, checkObject, isRecord } from './check-answer.ts';
import type { DepartmentFailure, DepartmentResult } from './department-client.ts';
import { dropUnasked } from './drop-unasked.ts';
import { canBeSameObject, type Expectation, expectedFields } from './expected-fields.ts';
import { fitsShape } from './fits-shape.ts';

/** Why an edge is null: the call failed, or the department said so in its own `errors`. */
export type Cause =
  | { readonly kind: 'failure'; readonly failure: DepartmentFailure }
  | { readonly kind: 'stated'; readonly code: unknown; readonly message: string };

/** One null (or fault without a place: path null) and its cause. Paths begin at the root of the fetch. */
export interface Problem {
  readonly path: AnswerPath | null;
  readonly cause: Cause;
}

/** What a fetch contributes: every key that was asked for is there, null where it failed. */
export interface Settled {
  readonly data: Record<string, unknown>;
  readonly problems: readonly Problem[];
}

/** What was asked. `representations` for an `_entities` fetch, else null. */
export interface Question extends Expectation {
  readonly shape: Shape;
  readonly representations: readonly Representation[] | null;
  /** Key fields that the fetch asks back, by type name (see AskKeys); an answer with others is not about its entity. */
  readonly keys?: ReadonlyMap<string, readonly string[]>;
  /** Whose object must stand behind a response key of the root, if any does, by its `id`; null: whoever's. */
  readonly whose?: { readonly key: string; readonly id: string } | null;
}

/** An entity as it is asked for: its type, its key, and what a rule requires. */
export type Representation = Readonly<Record<string, unknown>>;

interface Stated {
  readonly path: AnswerPath | null;
  readonly cause: Cause;
}

const badResponse: Cause = { kind: 'failure', failure: 'bad-response' };

/**
 * Turns whatever became of a department's call into data that later stages can use. A nullable field that failed is
 * null, not absent, so that a rule which `@requires` it still runs; a planner would drop an entity whose input is
 * absent. One problem for each key of each entity that is null because of a failure; none for an entity that the
 * department answered with null and without an error: it does not know it.
 */
export function settleAnswer(result: DepartmentResult, question: Question): Settled {
  if (result.kind === 'failed') return nothing(question, { kind: 'failure', failure: result.failure });
  const body = readBody(result.body);
  if (body === null) return nothing(question, badResponse);
  if (body.data === null) return nothing(question, body.errors[0]?.cause ?? badResponse);
  if (question.representations === null) return settleRoot(body.data, body.errors, question);
  return settleEntities(body.data._entities, body.errors, question, question.representations);
}

function readBody(body: unknown): { data: Record<string, unknown> | null; errors: Stated[] } | null {
  if (!isRecord(body)) return null;
  const data = body.data ?? null;
  const errors = body.errors ?? [];
  if ((data !== null && !isRecord(data)) || !Array.isArray(errors)) return null;
  return { data, errors: errors.map(readError) };
}

function readError(error: unknown): Stated {
  const { path, message, extensions } = isRecord(error) ? error : {};
  const code = isRecord(extensions) ? extensions.code : undefined;
  const isPath =
    Array.isArray(path) && path.every((part) => typeof part === 'string' || typeof part === 'number');
  return {
    path: isPath && path.length > 0 ? path.map(positionOrKey) : null,
    cause: { kind: 'stated', code, message: typeof message === 'string' ? message : '' },
  };
}

// Some servers write list positions as text; no response key begins with a digit.
function positionOrKey(part: string | number): string | number {
  return typeof part === 'string' && /^\d+$/.test(part) ? Number(part) : part;
}

function nothing(question: Question, cause: Cause): Settled {
  const { shape, representations } = question;
  if (representations === null) {
    const data = nulls(expectedFields(shape, null, question));
    return { data, problems: Object.keys(data).map((key) => ({ path: [key], cause })) };
  }
  const entities = representations.map((representation) => emptyEntity(representation, question));
  return {
    data: { _entities: entities },
    problems: representations.flatMap((_, i) => lost(i, cause, question)),
  };
}

function settleRoot(data: Record<string, unknown>, errors: readonly Stated[], question: Question): Settled {
  const { whose } = question;
  const found = whose ? data[whose.key] : null;
  if (whose && isRecord(found) && String(found.id) !== whose.id) return nothing(question, badResponse);
  if (errors.length === 0 && fitsShape(data, question.shape, null, { schema: question.schema, keys: [] }))
    return { data, problems: [] };
  dropUnasked(data, question.shape);
  const problems: Problem[] = [...errors];
  const stands = checkObject(data, question.shape, null, question, [], (path) =>
    note(problems, path, errors),
  );
  return { data: stands ? data : nulls(expectedFields(question.shape, null, question)), problems };
}

function settleEntities(
  answered: unknown,
  errors: readonly Stated[],
  question: Question,
  representations: readonly Representation[],
): Settled {
  if (!Array.isArray(answered) || answered.length !== representations.length)
    return nothing(question, errors[0]?.cause ?? badResponse);
  const shape = entityShape(question);
  const problems: Problem[] = errors.filter((error) => !isWholeEntity(error.path));
  const entities = representations.map((representation, index) => {
    const entity: unknown = answered[index];
    const stated = errors.find(({ path }) => isWholeEntity(path) && path?.[1] === index);
    if (entity === null && stated === undefined) return emptyEntity(representation, question);
    const fits = isRecord(entity) && isFor(representation, entity, question);
    if (fits && errors.length === 0 && fitsWhole(entity, representation, shape, question)) return entity;
    const checks = () =>
      checkEntity(entity as Record<string, unknown>, representation, index, question, (path) =>
        note(problems, path, errors),
      );
    if (fits && stated === undefined && checks()) return entity;
    const isExplained = problems.some(({ path }) => path?.[1] === index);
    if (!isExplained) problems.push(...lost(index, stated?.cause ?? badResponse, question));
    return emptyEntity(representation, question);
  });
  return { data: { _entities: entities }, problems };
}

/** The ordinary case, in which there is nothing to do. */
function fitsWhole(
  entity: Record<string, unknown>,
  representation: Representation,
  shape: Shape,
  { schema, keys }: Question,
): boolean {
  const asked = String(representation.__typename);
  const typename = String(entity.__typename ?? asked);
  return fitsShape(entity, shape, typename, { schema, keys: keys?.get(asked) ?? [] });
}

function checkEntity(
  entity: Record<string, unknown>,
  representation: Representation,
  index: number,
  question: Question,
  report: (path: AnswerPath) => void,
): boolean {
  const typename = String(entity.__typename ?? representation.__typename);
  dropUnasked(entity, entityShape(question));
  return checkObject(entity, entityShape(question), typename, question, ['_entities', index], report);
}

function isFor(representation: Representation, entity: Record<string, unknown>, question: Question): boolean {
  const keys = question.keys?.get(String(representation.__typename)) ?? [];
  // An answer by position may be another's; a number and its digits are the same key.
  if (!keys.every((key) => String(entity[key]) === String(representation[key]))) return false;
  if (entity.__typename === undefined) return true;
  return canBeSameObject(question.schema, String(entity.__typename), String(representation.__typename));
}

function isWholeEntity(path: AnswerPath | null): boolean {
  return path?.[0] === '_entities' && path.length <= 2;
}

/** A value that does not fit is the department's fault, unless its errors speak of that place already. */
function note(problems: Problem[], path: AnswerPath, errors: readonly Stated[]): void {
  const isStated = errors.some((error) => error.path !== null && isSameBranch(error.path, path));
  if (!isStated) problems.push({ path, cause: badResponse });
}

function isSameBranch(one: AnswerPath, other: AnswerPath): boolean {
  const shorter = Math.min(one.length, other.length);
  return one.slice(0, shorter).every((part, index) => part === other[index]);
}

function entityShape(question: Question): Shape {
  return question.shape.find((field) => field.key === '_entities')?.fields ?? [];
}

/**
 * Without what the representation holds already: a key must not be lost with its department, and the engine knows
 * `__typename` better than an interface object does.
 */
function emptyEntity(representation: Representation, question: Question): Record<string, unknown> {
  const expected = expectedFields(entityShape(question), String(representation.__typename), question);
  return nulls(expected.filter(({ key }) => !Object.hasOwn(representation, key)));
}

function nulls(fields: readonly ShapeField[]): Record<string, unknown> {
  return Object.fromEntries(fields.filter(({ key }) => key !== '__typename').map(({ key }) => [key, null]));
}

function lost(index: number, cause: Cause, question: Question): Problem[] {
  const keys = Object.keys(emptyEntity(question.representations?.[index] ?? {}, question));
  return keys.map((key) => ({ path: ['_entities', index, key], cause }));
}
