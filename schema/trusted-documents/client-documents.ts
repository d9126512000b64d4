import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, Kind, parse } from 'graphql';
import { fragmentsOf, type TrustedDocument, trustedDocument } from './document-text.ts';

/** The client of the project's own pages; its documents lie in `operations/`, every other client's in `documents/<client>/`. */
const OWN_CLIENT = 'web';
const CLIENT = /^[a-z][a-z0-9-]{0,31}$/;

/** Whether a text can name a client: 1 to 32 lower-case letters, digits and hyphens, as in the header `x-client-name`. */
export function isClientName(text: string): boolean {
  return CLIENT.test(text);
}

/**
 * The clients of `directory` (a `schema/` folder), `web` first: whoever has a folder or a manifest in `documents/`.
 */
export function clientNames(directory: string): string[] {
  const folder = join(directory, 'documents');
  const entries = existsSync(folder) ? readdirSync(folder) : [];
  const found = entries.map((entry) => entry.replace(/\.json$/, '')).filter(isClientName);
  return [...new Set([OWN_CLIENT, ...found.sort()])];
}

/**
 * What the client's `.graphql` files in `directory` hold now, by name of the operation; empty where it has none (its
 * documents then come from elsewhere). Throws a sentence where a file cannot be parsed or two operations share a name.
 */
export function currentDocuments(directory: string, client: string): TrustedDocument[] {
  const folder = join(directory, client === OWN_CLIENT ? 'operations' : join('documents', client));
  const files = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).filter((file) => file.name.endsWith('.graphql'))
    : [];
  const definitions = files.flatMap(
    ({ name }) => parse(readFileSync(join(folder, name), 'utf8'), { noLocation: true }).definitions,
  );
  const whole: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  const fragments = fragmentsOf(whole);
  const documents = definitions
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => trustedDocument(operation, fragments))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const twice = documents.find(({ name }, index) => documents[index + 1]?.name === name);
  if (twice !== undefined) throw new Error(`${client} has two operations called ${twice.name}; rename one.`);
  return documents;
}
