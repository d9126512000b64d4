import type { GraphiQLProps } from 'graphiql';

type Fetcher = GraphiQLProps['fetcher'];

/**
 * A fetcher that posts one operation as JSON and resolves to the parsed answer, whatever its status: a refusal
 * (HTTP 400, 401) is a GraphQL result too. Rejects when the network fails or the body is no JSON; the editor shows the sentence.
 * Headers typed by the user win over ours. No subscriptions, no incremental delivery.
 */
export function createFetcher(url: string): Fetcher {
  return async (operation, options) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json',
        'content-type': 'application/json',
        ...options?.headers,
      },
      body: JSON.stringify(operation),
    });
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch {
      throw new Error(`服务器没有返回 JSON (HTTP ${response.status}). The server did not answer JSON.`);
    }
  };
}
