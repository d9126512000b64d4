import type { DepartmentResult } from '../department-client.ts';
import type { Cause, Problem, Settled } from '../settle-answer.ts';
import { entitiesIn } from './ask-alone.ts';
import type { Batch, Part } from './batch.ts';
import { answerInFull } from './caller.ts';

/**
 * Gives each caller of a batch the entities that it asked for, and the problems of those entities alone, with their
 * paths as they are in its own fetch. What a department says of the batch as a whole goes to everybody, but not in its
 * own words, which may be about one caller's student.
 */
export function handOut({ parts, representations }: Batch, result: DepartmentResult, settled: Settled): void {
  const entities = settled.data._entities as readonly unknown[];
  const said = entitiesIn(result);
  const failure = result.kind === 'failed' ? result : null;
  const isShared = parts.length > 1;
  const isOfAll = said.length !== representations.length;
  const stated = isShared && isOfAll ? settled.problems.map(withoutWords) : settled.problems;
  const problems =
    stated.length === 0 ? null : Map.groupBy(stated, (one) => placeOf(one, representations.length));
  for (const part of parts) {
    const { caller, own, places } = part;
    if (caller.isOver) continue;
    for (let k = 0; k < own.length; k++) {
      const [position, place] = [own[k] as number, places[k] as number];
      caller.entities[position] = entities[place];
      caller.said[position] = said[place];
    }
    if (problems !== null) giveProblems(part, problems, isShared);
    caller.failure ??= failure;
    if (--caller.owed === 0) answerInFull(caller);
  }
}

/** Whether at least half of a batch's callers were told something that does not fit what was asked. */
export function isJunkForMost({ parts, representations }: Batch, { problems }: Settled): boolean {
  const bad = problems.filter(isBadResponse);
  const places = new Set(bad.map((problem) => placeOf(problem, representations.length)));
  if (places.size === 0) return false;
  const hit = parts.filter((part) => places.has(null) || part.places.some((place) => places.has(place)));
  return hit.length * 2 >= parts.length;
}

type ByPlace = ReadonlyMap<number | null, readonly Problem[]>;

/** Where in a batch of so many; null: nowhere, or not in an entity. */
function placeOf({ path }: Problem, size: number): number | null {
  if (path?.[0] !== '_entities' || typeof path[1] !== 'number') return null;
  return path[1] < size ? path[1] : null;
}

function giveProblems({ caller, own, places }: Part, problems: ByPlace, isShared: boolean): void {
  for (const problem of problems.get(null) ?? [])
    caller.problems.push(isShared ? { ...withoutWords(problem), path: null } : problem);
  for (let k = 0; k < own.length; k++) {
    const position = own[k] as number;
    for (const { path, cause } of problems.get(places[k] as number) ?? [])
      caller.problems.push({ path: ['_entities', position, ...(path?.slice(2) ?? [])], cause });
  }
}

function withoutWords(problem: Problem): Problem {
  const { cause } = problem;
  if (cause.kind !== 'stated' || cause.message === '') return problem;
  const silent: Cause = { ...cause, message: '' };
  return { ...problem, cause: silent };
}

function isBadResponse({ cause }: Problem): boolean {
  return cause.kind === 'failure' && cause.failure === 'bad-response';
}
