import { Kind, print, type TypeNode } from 'graphql';
import { fieldsOf } from '../linter/definitions.ts';
import { placeOf, type Rule } from '../linter/finding.ts';

/** No field of Query gives a bare list: what can be listed at the root can grow, so it is a connection. */
export const queryListsAreConnections: Rule = (subgraphs) =>
  subgraphs
    .flatMap(({ document }) => fieldsOf(document, 'Query'))
    .filter((field) => isList(field.type))
    .map((field) => ({
      rule: 'query-lists-are-connections',
      at: placeOf(field),
      found: `Query.${field.name.value} gives the bare list ${print(field.type)}.`,
      cure: 'Give a Relay connection with "first" and "after" instead.',
    }));

function isList(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
}
