/** Where GraphiQL is, and what it opens: `?saved=<id>` or `?report=<name>&variables=<json>`. */
const PAGE = '/graphiql/';

/** The link that opens a saved query, absolute. @param origin where people reach the page, `https://host` */
export function linkToSaved(id: string, origin: string): string {
  return new URL(`${PAGE}?saved=${encodeURIComponent(id)}`, origin).href;
}

/** What an address names. */
export type Linked =
  | { readonly kind: 'saved'; readonly id: string }
  /** `variables`: instead of the report's own; null: those. */
  | { readonly kind: 'report'; readonly name: string; readonly variables: string | null };

/** Reads the query string of the page; null: it names nothing. */
export function linked(search: string): Linked | null {
  const query = new URLSearchParams(search);
  const id = query.get('saved');
  if (id !== null) return { kind: 'saved', id };
  const name = query.get('report');
  return name === null ? null : { kind: 'report', name, variables: tidy(query.get('variables')) };
}

function tidy(variables: string | null): string | null {
  try {
    return variables === null ? null : `${JSON.stringify(JSON.parse(variables), null, 2)}\n`;
  } catch {
    return null;
  }
}
