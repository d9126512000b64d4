import { getOperationAST } from 'graphql';
import type { Asked, EngineKind } from './engine-under-test.ts';
import type { WorldPicks } from './world.ts';

/** What both ways to compare say where only the order of keys is wrong. */
export const OTHER_ORDER = 'The keys are in another order.';

/**
 * A graph without what an engine is known to get wrong for good. The compiled engine gets nothing wrong; @apollo/gateway 2.14 loses
 *
 * - the key of an interface object where a fragment is on one of its implementations,
 * - fields of a value in a list of which two subgraphs have a part each,
 * - the arguments of a requirement where the client asks for the same field with others.
 */
export function withoutKnownFaults(kind: EngineKind, picks: WorldPicks): WorldPicks {
  if (kind === 'compiled') return picks;
  const requires = picks.fields.some(({ twist }) => twist === 'requires');
  const fields = requires ? picks.fields.map((field) => ({ ...field, args: 0 })) : picks.fields;
  const shape = picks.shape && { ...picks.shape, hasArgument: picks.shape.hasArgument && !requires };
  return { ...picks, media: null, split: null, fields, shape };
}

/** Whether a difference is one that an engine may keep: @apollo/gateway has orders of its own, of keys and of mutations in fragments. */
export function tolerates(kind: EngineKind, asked: Asked, differs: string): boolean {
  return kind === 'apollo' && (differs.startsWith(OTHER_ORDER) || hasMutationsInFragments(asked));
}

function hasMutationsInFragments({ document, operationName, text }: Asked): boolean {
  return getOperationAST(document, operationName)?.operation === 'mutation' && text.includes('...');
}
