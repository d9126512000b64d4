import { createHash } from 'node:crypto';
import type { Shape } from '../answer-shape.ts';
import type { DepartmentCall } from '../department-client.ts';
import type { Question } from '../settle-answer.ts';

/** Names what fetches must have in common to share a call; null: this one shares none. */
export type BatchKey = (call: DepartmentCall, question: Question) => string | null;

interface Selection {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly hash: string;
}

/**
 * Fetches of entities share a call when the department could not tell them apart but by their representations: same
 * text and shape, same other variables, same Authorization. What is asked for a person is asked alone.
 *
 * So is what could not be told apart in the answer: `_entities` answers by position, and without a key to compare
 * (see AskKeys) a department that mixes up the order would show one caller's entity to another.
 *
 * Whether a fetch may be answered from memory makes no difference here: a batch is asked after all of its fetches began,
 * so that it is fresh for each of them.
 */
export function createBatchKey(): BatchKey {
  const known = new WeakMap<Shape, Selection>();

  // The shape is one object for each planned document, and hashing is what costs.
  function selectionOf({ query, operationName }: DepartmentCall, { shape }: Question): string {
    const found = known.get(shape);
    if (found !== undefined && found.query === query && found.operationName === operationName)
      return found.hash;
    // Texts can be equal whose shapes are not, because the keys that are asked back are no part of the shape.
    const text = JSON.stringify([query, operationName, shape]);
    const hash = createHash('sha256').update(text).digest('base64url');
    known.set(shape, { query, operationName, hash });
    return hash;
  }

  return (call, question) => {
    if (call.kind !== 'query' || call.person !== null || !isProvable(question)) return null;
    const selection = selectionOf(call, question);
    const others = otherVariables(call.variables);
    if (others === null && call.forwardedAuthorization === undefined) return selection;
    return `${selection} ${JSON.stringify([call.forwardedAuthorization ?? null, others])}`;
  };
}

/** Sorted by name; null where there are none. */
function otherVariables(variables: DepartmentCall['variables']): unknown {
  let others: [string, unknown][] | null = null;
  for (const name in variables) {
    if (name === 'representations') continue;
    others ??= [];
    others.push([name, variables[name]]);
  }
  return others?.sort(([one], [other]) => (one < other ? -1 : 1)) ?? null;
}

function isProvable({ representations, keys }: Question): boolean {
  if (representations === null || representations.length === 0 || keys === undefined) return false;
  let last: unknown;
  for (const { __typename } of representations) {
    if (__typename === last) continue;
    if (typeof __typename !== 'string' || !keys.get(__typename)?.length) return false;
    last = __typename;
  }
  return true;
}
