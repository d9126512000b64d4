import { type DocumentNode, Kind, parse, print, stripIgnoredCharacters } from 'graphql';

/**
 * The text of a document without what does not matter: white space, commas, comments, and where its fragments stand
 * (by name here, behind the operations). Two documents with the same form do the same and answer in the same order.
 */
export function normalForm({ kind, definitions }: DocumentNode): string {
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const fragments = definitions
    .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
    .sort((one, other) => (one.name.value < other.name.value ? -1 : 1));
  return stripIgnoredCharacters(print({ kind, definitions: [...operations, ...fragments] }));
}

/** The parsed document, or null where it has a syntax error or is nested beyond what the stack holds. */
export function parseOrNull(text: string): DocumentNode | null {
  try {
    return parse(text, { noLocation: true });
  } catch {
    return null;
  }
}
