import { buildASTSchema, type DocumentNode, parse } from 'graphql';
import { defaultLimits } from '../../../../gateway/config.ts';
import { createShapeReader } from '../../../../gateway/upstream/answer-shape.ts';
import { createAskKeys } from '../../../../gateway/upstream/ask-keys.ts';
import type { AnsweredFetch } from '../../../../gateway/upstream/batch/ask-fetch.ts';
import { createAskInBatches } from '../../../../gateway/upstream/batch/ask-in-batches.ts';
import {
  type BatchBounds,
  type BatchEvents,
  defaultBatchBounds,
} from '../../../../gateway/upstream/batch/batch-bounds.ts';
import {
  createDepartmentClient,
  type DepartmentCall,
  type UpstreamLimits,
} from '../../../../gateway/upstream/department-client.ts';
import { defaultBudget, type ReadBudget } from '../../../../gateway/upstream/resilience/budget.ts';
import { createDepartmentGuard } from '../../../../gateway/upstream/resilience/department-guard.ts';
import { guardClient } from '../../../../gateway/upstream/resilience/guarded-client.ts';
import type { Question, Representation } from '../../../../gateway/upstream/settle-answer.ts';
import { compose } from '../../../gateway/kit/graph.ts';
import { type Department, startDepartment } from './department.ts';

const schema = buildASTSchema(parse(compose({})), { assumeValid: true, assumeValidSDL: true });
const shapes = createShapeReader(schema);
const askKeys = createAskKeys(schema, 'library');

/** A fetch of entities with this selection of a student. */
export const entities = (selection: string, variables = '') =>
  `query ($representations: [_Any!]!${variables}) { _entities(representations: $representations) { ... on Student { ${selection} } } }`;

export const library = entities('library { outcome version books }');

export const student = (id: string): Representation => ({ __typename: 'Student', id });

const documents = new Map<string, DocumentNode>();
function documentOf(query: string): DocumentNode {
  const document = documents.get(query) ?? parse(query);
  documents.set(query, document);
  return document;
}

/** How a test asks; a number is of a student. */
export interface Asking extends Partial<DepartmentCall> {
  readonly others?: Record<string, unknown>;
}

/** One department, and a gateway's fetches of it. */
export interface Callers extends AsyncDisposable {
  readonly department: Department;
  /** Fetches students; all that are asked for in one turn may share a call. */
  ask(students: readonly (string | Representation)[], asking?: Asking): Promise<AnsweredFetch>;
}

export interface CallersOptions {
  readonly bounds?: Partial<BatchBounds>;
  readonly events?: BatchEvents;
  readonly budget?: Partial<ReadBudget>;
  readonly limits?: Partial<UpstreamLimits>;
}

/** A fetch as an engine makes it, and what is expected of its answer. */
export function questionFor(
  representations: readonly Representation[],
  { others, ...more }: Asking = {},
): [DepartmentCall, Question] {
  const text = more.query ?? library;
  const planned = documentOf(text);
  const { query, keys } = askKeys({ document: planned, query: text }, representations);
  const variables = { ...others, representations };
  const call = {
    kind: 'query',
    operationName: undefined,
    person: null,
    forwardedAuthorization: undefined,
    requestId: 'request-1',
    signal: new AbortController().signal,
  } as const;
  const question = { schema, shape: shapes(planned), variables, representations, keys };
  return [{ ...call, ...more, query, variables }, question];
}

/** A healthy department behind guard and client as the gateway has them. */
export async function openCallers(options: CallersOptions = {}): Promise<Callers> {
  const department = await startDepartment();
  // Generous: on a loaded machine a healthy department looks slow.
  const limits = { ...defaultLimits, connectTimeoutMs: 10_000, fetchTimeoutMs: 20_000, ...options.limits };
  const client = createDepartmentClient(department.url, limits);
  const guard = createDepartmentGuard({ ...defaultBudget, breakLeast: 1e9, ...options.budget }, Math.random);
  const guarded = guardClient(client, { guard, fairShareMs: 0, elapsed: () => performance.now() });
  const ask = createAskInBatches(guarded, {
    bounds: { ...defaultBatchBounds, ...options.bounds },
    ...(options.events && { events: options.events }),
  });
  return {
    department,
    ask(students, asking) {
      const representations = students.map((one) => (typeof one === 'string' ? student(one) : one));
      return ask(...questionFor(representations, asking));
    },
    async [Symbol.asyncDispose]() {
      await client.close();
      await department[Symbol.asyncDispose]();
    },
  };
}

/** The books of each student in an answer; null where the edge is lost. */
export function booksIn({ settled }: AnsweredFetch): (number | null)[] {
  const entities = settled.data._entities as { library: { books: number } | null }[];
  return entities.map(({ library: edge }) => edge?.books ?? null);
}

/** Student numbers from S<from>, so many. */
export const students = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `S${from + index}`);
