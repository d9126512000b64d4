import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { type DocumentNode, type GraphQLSchema, parse, printSchema, validate } from 'graphql';
import type { Log } from '../../observe/log.ts';
import { hashOf, type ManifestDocument, type Manifests } from './manifest-files.ts';

type ApolloStore = Exclude<ApolloServerOptions<BaseContext>['documentStore'], null | undefined>;

/** Validated documents by schema and hash, as Apollo Server asks for them; what it finds it neither parses nor validates. */
export interface DocumentStore extends ApolloStore {
  /**
   * Validates every document of the manifests against a schema that is about to serve. One that does not fit is logged
   * loudly and left out: whoever asks for it is told which field is missing (GRAPHQL_VALIDATION_FAILED), and every
   * other document goes on. Returns those that fit.
   */
  prepare(schema: GraphQLSchema): { readonly hash: string; readonly document: DocumentNode }[];
  /** A document of the manifests, by its bare hash, validated against this schema; null: it does not fit, or the schema was not prepared. */
  trusted(schema: GraphQLSchema, hash: string): DocumentNode | null;
}

/** Requests in flight at a reload still run on the schema before. */
const SCHEMAS_KEPT = 2;
const FREE_DOCUMENTS_KEPT = 500;
const LONGEST_KEPT = 32 * 1024;

/** A store over manifests, with at most 500 other validated documents of at most 32 KB, oldest out first. */
export function createDocumentStore({ documents }: Manifests, log: Log): DocumentStore {
  const prepared = new Map<string, ReadonlyMap<string, DocumentNode>>();
  const bySchema = new WeakMap<GraphQLSchema, ReadonlyMap<string, DocumentNode>>();
  const free = new Map<string, DocumentNode>();
  return {
    prepare(schema) {
      const fitting = parsedAndFitting([...documents.values()], schema, log);
      bySchema.set(schema, fitting);
      const prefix = `${hashOf(printSchema(schema))}:`;
      prepared.delete(prefix);
      prepared.set(prefix, fitting);
      if (prepared.size > SCHEMAS_KEPT) dropOldest(prepared);
      return [...fitting].map(([hash, document]) => ({ hash, document }));
    },
    trusted: (schema, hash) => bySchema.get(schema)?.get(hash) ?? null,
    // Apollo Server's keys: the hash of the printed schema, a colon, the hash of the text.
    async get(key) {
      const colon = key.indexOf(':') + 1;
      return prepared.get(key.slice(0, colon))?.get(key.slice(colon)) ?? free.get(key);
    },
    async set(key, document) {
      if ((document.loc?.end ?? 0) > LONGEST_KEPT) return;
      if (free.size >= FREE_DOCUMENTS_KEPT) dropOldest(free);
      free.set(key, document);
    },
    async delete(key) {
      free.delete(key);
    },
  };
}

function parsedAndFitting(
  documents: readonly ManifestDocument[],
  schema: GraphQLSchema,
  log: Log,
): Map<string, DocumentNode> {
  const fitting = new Map<string, DocumentNode>();
  for (const { hash, client, text } of documents) {
    const document = parse(text);
    const [fault] = validate(schema, document);
    if (fault === undefined) fitting.set(hash, document);
    else log.error({ client, documentId: `sha256:${hash}`, fault: fault.message }, DOES_NOT_FIT);
  }
  return fitting;
}

const DOES_NOT_FIT =
  'A trusted document does not fit the supergraph that is now in use; its pages will fail.';

function dropOldest(map: Map<string, unknown>): void {
  const oldest = map.keys().next().value;
  if (oldest !== undefined) map.delete(oldest);
}
