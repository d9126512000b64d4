import { GraphQLError } from 'graphql';
import { type ErrorCode, sentenceFor } from '../request/errors.ts';
import { departmentSentence } from '../upstream/department-errors.ts';
import type { Holder } from './holder.ts';

/**
 * What a refused field is called: a student's query is told that there is no such thing, every other attempt that it
 * is not allowed.
 */
export function refusalCode(holder: Holder, kind: 'query' | 'mutation'): ErrorCode {
  if (holder === 'anonymous') return 'UNAUTHENTICATED';
  return holder === 'student' && kind === 'query' ? 'NOT_FOUND' : 'FORBIDDEN';
}

/** An error of the table; it names nobody. */
export function refusal(code: ErrorCode, path?: readonly (string | number)[]): GraphQLError {
  const message =
    code === 'DEPARTMENT_UNAVAILABLE' ? departmentSentence(code, undefined, true) : sentenceFor(code);
  return new GraphQLError(message, { extensions: { code }, ...(path && path.length > 0 && { path }) });
}
