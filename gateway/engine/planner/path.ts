import type { PathPart } from './plan.ts';

/**
 * A path with one list step where a planner has several in a row: planners disagree about lists of lists (one step for each
 * depth, or one for all), so a list step stands for every depth here. Types that the root itself is asked to be are left
 * out: the root is of its type, and says no `__typename`.
 */
export function pathOf(parts: readonly PathPart[]): PathPart[] {
  const firstField = parts.findIndex(({ kind }) => kind === 'field');
  const below = firstField === -1 ? [] : parts.slice(firstField);
  return below.filter(({ kind }, index) => kind !== 'list' || below[index - 1]?.kind !== 'list');
}
