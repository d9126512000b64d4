import { GraphQLError } from 'graphql';
import { isErrorCode, sentenceFor } from '../request/errors.ts';
import type { Path } from './check-answer.ts';

/** What of the engine's errors may be shown depends on. */
export interface Shown {
  /** What the engine answered. */
  readonly answered: unknown;
  /** What is left of it. */
  readonly shown: unknown;
  /** What response keys that no client asked for begin with. */
  readonly prefix: string;
  /** Numbers of students who must not be spoken of. */
  readonly unspoken: ReadonlySet<string>;
}

/**
 * The engine's errors as the client may see them: their paths end before what the gateway asked for itself; those of
 * something that was there and is shown no more are gone; none speaks of a student who must not be spoken of.
 */
export function shownErrors(errors: readonly GraphQLError[], parts: Shown): GraphQLError[] {
  const shown: GraphQLError[] = [];
  for (const error of errors) {
    const path = error.path ?? [];
    if (isTakenAway(path, parts.answered, parts.shown)) continue;
    const own = path.findIndex((part) => typeof part === 'string' && part.startsWith(parts.prefix));
    const placed = own < 0 ? error : at(error, path.slice(0, own), error.message);
    if (own >= 0 && shown.some((other) => isSame(other, placed))) continue;
    const silent = [...parts.unspoken].some((number) => placed.message.includes(number));
    shown.push(silent ? at(placed, placed.path ?? [], sentenceOf(placed)) : placed);
  }
  return shown;
}

function isTakenAway(path: Path, answered: unknown, shown: unknown): boolean {
  if (path.length === 0) return false;
  let [before, after] = [answered, shown];
  for (const part of path) {
    if (before === null || before === undefined) return false;
    if (after === null || after === undefined) return after === null;
    before = stepInto(before, part);
    after = stepInto(after, part);
  }
  return before !== null && before !== undefined && after === null;
}

function stepInto(value: unknown, part: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, part)
    ? (value as Record<string | number, unknown>)[part]
    : undefined;
}

function at(error: GraphQLError, path: Path, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: error.extensions, ...(path.length > 0 && { path }) });
}

function isSame(one: GraphQLError, other: GraphQLError): boolean {
  return (
    one.extensions.code === other.extensions.code &&
    JSON.stringify(one.path ?? []) === JSON.stringify(other.path ?? [])
  );
}

function sentenceOf({ extensions: { code } }: GraphQLError): string {
  return sentenceFor(isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR');
}
