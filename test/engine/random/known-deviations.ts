import type { EngineKind } from './engine-under-test.ts';

/** What both ways to compare say where only the order of keys is wrong. */
export const OTHER_ORDER = 'The keys are in another order.';

/**
 * Whether an engine may keep a difference. The compiled engine may keep none. @apollo/gateway 2.14, which is the reference for our own
 * graph only, must answer in time and without throwing; over random graphs it is known for
 *
 * - an order of its own, of keys and of mutations that are in fragments,
 * - fields that are lost where fragments on interfaces and objects are nested in each other,
 * - the key of an interface object that is lost where a fragment is on one of its implementations,
 * - nulls in a list of values of which two subgraphs have a part each,
 * - a requirement computed from the arguments that the client gave the same field.
 */
export function tolerates(kind: EngineKind, differs: string): boolean {
  return kind === 'apollo' && !/^It (throws|hangs)/.test(differs);
}
