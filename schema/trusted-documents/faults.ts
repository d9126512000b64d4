import { type GraphQLSchema, parse, validate } from 'graphql';
import { documentId, type TrustedDocument } from './document-text.ts';
import type { DocumentManifest } from './manifest.ts';

/** Everything known of one client's documents. */
export interface ClientDocuments {
  readonly client: string;
  readonly manifest: DocumentManifest;
  /** What its sources hold now. */
  readonly current: readonly TrustedDocument[];
  /** What releases promised it. */
  readonly released: readonly { readonly version: string; readonly ids: readonly string[] }[];
}

/**
 * What is wrong with a client's manifest, one sentence each, saying what to do: a document of the sources is missing, one
 * was edited or removed (pages that people have open still ask for it), or one no longer fits the schema.
 */
export function manifestFaults(documents: ClientDocuments, api: GraphQLSchema): string[] {
  return [...missing(documents), ...edited(documents), ...removed(documents), ...unfit(documents, api)].map(
    (fault) => `schema/documents/${documents.client}.json: ${fault}`,
  );
}

/** The manifest with the documents that it does not hold yet behind those it holds. */
export function appended({
  manifest,
  current,
}: Pick<ClientDocuments, 'manifest' | 'current'>): DocumentManifest {
  const added = current.filter(({ id }) => !Object.hasOwn(manifest, id));
  return { ...manifest, ...Object.fromEntries(added.map(({ id, text }) => [id, text])) };
}

function missing({ manifest, current }: ClientDocuments): string[] {
  return current
    .filter(({ id }) => !Object.hasOwn(manifest, id))
    .map(({ name }) => `${name} is not in it as it is now; run \`npm run documents\` and commit it.`);
}

function edited({ manifest }: ClientDocuments): string[] {
  return Object.entries(manifest)
    .filter(([id, text]) => documentId(text) !== id)
    .map(
      ([id, text]) =>
        `${nameIn(text)} was edited: its text is not ${id}. Take the edit back; a changed document is a new one.`,
    );
}

function removed({ manifest, released }: ClientDocuments): string[] {
  return released.flatMap(({ version, ids }) =>
    ids
      .filter((id) => !Object.hasOwn(manifest, id))
      .map(
        (id) =>
          `${id} of release ${version} was removed; put it back from git, pages of that release still send it.`,
      ),
  );
}

function unfit({ manifest }: ClientDocuments, api: GraphQLSchema): string[] {
  return Object.entries(manifest).flatMap(([id, text]) => {
    const fault = firstFault(text, api);
    if (fault === null) return [];
    return `${nameIn(text)} (${id}) does not fit schema/api.graphql: ${fault} Keep what it reads and mark it @deprecated.`;
  });
}

function firstFault(text: string, api: GraphQLSchema): string | null {
  try {
    return validate(api, parse(text))[0]?.message ?? null;
  } catch (error) {
    return String((error as Error).message);
  }
}

function nameIn(text: string): string {
  return /^(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1] ?? 'A document';
}
