import type { RequiresSelection } from './plan.ts';

const TYPENAME = { kind: 'field', name: '__typename', key: '__typename', selections: null } as const;

/**
 * What is told of an object inside a representation. A rule that asks of which type the object is cannot tell without its
 * name, which planners fetch and do not always pass on.
 */
export function withToldType(selections: readonly RequiresSelection[]): readonly RequiresSelection[] {
  const isAsked = selections.some((one) => one.kind === 'on');
  const isTold = selections.some((one) => one.kind === 'field' && one.name === '__typename');
  return isAsked && !isTold ? [TYPENAME, ...selections] : selections;
}
