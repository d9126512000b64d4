import { composeServices } from '@apollo/composition';
import { extendSchema, parse, printSchema } from 'graphql';
import { lookupsFindByKey } from '../rules/lookups-find-by-key.ts';

/** One subgraph as the composer takes it: the name and URL written into the supergraph, and its SDL text. */
export interface SubgraphSdl {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/**
 * A remark of the composer that stops nothing. `intended`: it only says what the contract asks for, that subgraphs add
 * their own values to `ReasonCode`, or that their types of one interface carry different rules.
 */
export interface Hint {
  readonly kind: 'intended' | 'notable';
  readonly code: string;
  readonly message: string;
}

/** What composing gave: both schemas and the composer's hints, or every reason why they do not fit together. */
export type Composition =
  | { readonly kind: 'composed'; readonly supergraph: string; readonly api: string; readonly hints: Hint[] }
  | { readonly kind: 'refused'; readonly errors: string[] };

/**
 * The supergraph SDL that the gateway reads and the API schema that clients see, composed by `@apollo/composition`.
 * `gatewaySdl` is what the gateway adds to the API schema by itself. Both are deterministic for the same subgraphs in the same order and end in a line feed.
 * Subgraphs that do not fit together are a value, `refused`; SDL that does not parse throws a GraphQL syntax error.
 */
export function composeSupergraph(subgraphs: readonly SubgraphSdl[], gatewaySdl: string): Composition {
  const documents = subgraphs.map(({ name, url, sdl }) => ({ name, url, document: parse(sdl) }));
  // The composer copies what `@lookup` promises and cannot check it.
  const untrue = lookupsFindByKey(documents);
  if (untrue.length > 0)
    return { kind: 'refused', errors: untrue.map(({ found, cure }) => `${found} ${cure}`) };
  const result = composeServices(
    documents.map(({ name, url, document }) => ({ name, url, typeDefs: document })),
  );
  if (result.errors) return { kind: 'refused', errors: result.errors.map((error) => error.message) };
  return {
    kind: 'composed',
    supergraph: `${result.supergraphSdl.trimEnd()}\n`,
    api: `${printSchema(extendSchema(result.schema.toAPISchema().toGraphQLJSSchema(), parse(gatewaySdl), { assumeValidSDL: true }))}\n`,
    hints: result.hints.map(({ definition, message }) => toHint(definition.code, message)),
  };
}

function toHint(code: string, message: string): Hint {
  // Each department has its own reasons; whose rule applies to an interface's field is said by the concrete type.
  const intended =
    (code === 'INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM' && message.includes('enum type "ReasonCode"')) ||
    (code === 'MERGED_NON_REPEATABLE_DIRECTIVE_ARGUMENTS' && message.includes('"DepartmentClearance.'));
  return { kind: intended ? 'intended' : 'notable', code, message };
}
