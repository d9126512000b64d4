import { type ArgumentNode, type DocumentNode, Kind, visit } from 'graphql';

/** Values of variables that `@skip` and `@include` ask about. */
export type Conditions = { readonly [variable: string]: boolean };

/** The variables that `@skip` and `@include` of a document ask about, in the order of their first use. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** The document with the values in the place of the variables in `@skip` and `@include`; the same document where none is given. */
export function settleConditions(document: DocumentNode, conditions: Conditions): DocumentNode {
  if (Object.keys(conditions).length === 0) return document;
  return visit(document, {
    Directive(directive) {
      if (directive.name.value !== 'skip' && directive.name.value !== 'include') return undefined;
      const settled = directive.arguments?.map((argument): ArgumentNode => {
        const { value } = argument;
        const known = value.kind === Kind.VARIABLE ? conditions[value.name.value] : undefined;
        return known === undefined ? argument : { ...argument, value: { kind: Kind.BOOLEAN, value: known } };
      });
      return { ...directive, ...(settled !== undefined && { arguments: settled }) };
    },
  });
}
