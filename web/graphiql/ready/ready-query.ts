import type { Bilingual } from '../../texts/language.ts';

/** A query that ships with the project. */
export interface ReadyQuery {
  /** What `/graphiql/?report=` says. */
  readonly name: string;
  readonly texts: { readonly name: Bilingual; readonly about: Bilingual };
  readonly document: string;
  /** As the editor of variables holds them. */
  readonly variables: string;
}

/** A ready query, which says in both languages what it is for. @param document one operation, with its fragments */
export function readyQuery(
  name: string,
  texts: ReadyQuery['texts'],
  document: string,
  variables: object,
): ReadyQuery {
  return {
    name,
    texts,
    document: `# ${texts.about.zh}\n# ${texts.about.en}\n${document}\n`,
    variables: `${JSON.stringify(variables, null, 2)}\n`,
  };
}
