import { GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import { type LiveQuery, liveQueryOf } from './live-query.ts';

/** A subscription that can be run, or why it cannot. */
export type Prepared =
  | { readonly kind: 'live'; readonly query: LiveQuery }
  | { readonly kind: 'refused'; readonly code: PreparedFault; readonly errors: readonly GraphQLError[] };

type PreparedFault = 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED' | 'OPERATION_RESOLUTION_FAILURE';

const REMEMBERED = 200;
/** No page comes near; refusing longer texts keeps what is remembered small. */
const MAX_TEXT = 32 * 1024;
const MAX_TOKENS = 5_000;

/**
 * Parses and validates texts of subscriptions against a schema and turns them into queries; the last 200 good texts of
 * each schema are remembered, so that thousands of subscribers of one page share one document.
 */
export function createPrepare(): (
  schema: GraphQLSchema,
  text: string,
  operationName: string | null,
) => Prepared {
  const bySchema = new WeakMap<GraphQLSchema, Map<string, Prepared>>();
  return (schema, text, operationName) => {
    const known = bySchema.get(schema) ?? new Map<string, Prepared>();
    bySchema.set(schema, known);
    const key = JSON.stringify([operationName, text]);
    const found = known.get(key);
    if (found) return found;
    const prepared = prepare(schema, text, operationName);
    // A refusal holds on to its document, and everybody can think of another one.
    if (prepared.kind === 'refused') return prepared;
    const oldest = known.size >= REMEMBERED ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    known.set(key, prepared);
    return prepared;
  };
}

function prepare(schema: GraphQLSchema, text: string, operationName: string | null): Prepared {
  if (text.length > MAX_TEXT) return tooLarge();
  let stage: PreparedFault = 'GRAPHQL_PARSE_FAILED';
  try {
    const document = parse(text, { maxTokens: MAX_TOKENS });
    stage = 'GRAPHQL_VALIDATION_FAILED';
    const errors = validate(schema, document, specifiedRules, { maxErrors: 1 });
    if (errors.length > 0) return { kind: 'refused', code: stage, errors };
    const query = liveQueryOf(document, operationName);
    return query === null
      ? { kind: 'refused', code: 'OPERATION_RESOLUTION_FAILURE', errors: [] }
      : { kind: 'live', query };
  } catch (error) {
    // Anything else is a document too deep to be looked at.
    return error instanceof GraphQLError ? { kind: 'refused', code: stage, errors: [error] } : tooLarge();
  }
}

function tooLarge(): Prepared {
  const error = new GraphQLError('文档过大。 The document is too large.');
  return { kind: 'refused', code: 'GRAPHQL_VALIDATION_FAILED', errors: [error] };
}
