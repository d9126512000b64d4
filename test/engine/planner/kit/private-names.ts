import { type DocumentNode, Kind, visit } from 'graphql';

/**
 * The document as an engine has it planned: what has an alias or arguments is under a name that no field has. Planners take
 * a client's `weight: name`, and Apollo's a client's `price(currency: "EUR")`, for what a rule requires.
 */
export function privateNames(document: DocumentNode): DocumentNode {
  const names = new Map<string, string>();
  return visit(document, {
    Field(field) {
      if (field.alias === undefined && (field.arguments ?? []).length === 0) return undefined;
      const pair = `${(field.alias ?? field.name).value}:${field.name.value}`;
      const name = names.get(pair) ?? `_alias${names.size}_`;
      names.set(pair, name);
      return { ...field, alias: { kind: Kind.NAME, value: name } as const };
    },
  });
}
