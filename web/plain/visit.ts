import type { TypedDocumentString } from '../graph.generated/graphql.ts';
import type { Lang } from '../texts/language.ts';
import type { PageAnswer, PagePorts, PageRequest } from './page-app.ts';

/** One request, with everything that a page needs to answer it. */
export interface Visit {
  readonly request: PageRequest;
  readonly ports: PagePorts;
  readonly lang: Lang;
  /** Path and query, to come back to. */
  readonly here: string;
  /** Parts of the path that the route names. */
  readonly params: Readonly<Record<string, string>>;
}

/** Answers a visit. */
export type Page = (visit: Visit) => Promise<PageAnswer>;

/** What a document said; codes of `errors[]` beside whatever data there are. */
export interface Said<T> {
  readonly data: T | null;
  readonly codes: readonly string[];
}

/** Runs one of the generated documents as whoever visits. */
export async function ask<Result, Variables>(
  { ports }: Visit,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Said<Result>> {
  const id = String(document.__meta__?.hash);
  const { data, errors } = await ports.run(id, variables as Readonly<Record<string, unknown>>);
  return { data: data as Result | null, codes: errors.map(({ code }) => code) };
}

/** The number of whoever is logged in; empty where nobody is, which the graph refuses. */
export function personOf({ request: { viewer } }: Visit): string {
  return viewer.kind === 'person' ? viewer.sub : '';
}

/** See other. */
export function goTo(
  path: string,
  query: Readonly<Record<string, string | null | undefined>> = {},
): PageAnswer {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(given).toString();
  return { kind: 'redirect', to: search === '' ? path : `${path}?${search}` };
}

/** The login, and back to this page. */
export function goToLogin({ here }: Pick<Visit, 'here'>): PageAnswer {
  return goTo('/login', { return: here });
}
