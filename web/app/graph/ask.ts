import type { TypedDocumentString } from '../../graph.generated/graphql.ts';
import { type Answer, readAnswer } from './answer.ts';

/** How long a page waits: longer than the gateway works on a query (1.5 s) or a change (6 s) over a slow network. */
const QUERY_MS = 12_000;
const CHANGE_MS = 20_000;

/** What a caller may choose. */
export interface AskOptions {
  /** `fresh`: the departments are asked, not what is remembered of them; granted six times a minute. */
  readonly freshness?: 'fresh';
  /** A change may take longer. */
  readonly kind?: 'change';
}

/** The body that asks for a trusted document by its id. */
export function bodyOf<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): string {
  return JSON.stringify({ documentId: document.__meta__?.hash, variables });
}

/** Headers of every request of these pages; the name is what keeps pages of other sites from asking in the reader's name. */
export const headers = { 'content-type': 'application/json', 'x-client-name': 'web' } as const;

/** Asks the graph for a trusted document; never rejects. */
export async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { freshness, kind }: AskOptions = {},
): Promise<Answer<Data>> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), kind === 'change' ? CHANGE_MS : QUERY_MS);
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        ...headers,
        accept: 'application/graphql-response+json, application/json',
        ...(freshness && { 'cache-control': 'no-cache' }),
      },
      body: bodyOf(document, variables),
      signal: patience.signal,
    });
    const body: unknown = await response.json().catch(() => undefined);
    return readAnswer(response.status, response.headers.get('retry-after'), body);
  } catch {
    return { kind: 'unanswered' };
  } finally {
    clearTimeout(timer);
  }
}
