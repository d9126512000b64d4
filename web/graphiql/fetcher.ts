import type { GraphiQLProps } from 'graphiql';
import { language } from '../app/language.ts';
import { describeSchemaIn } from './documentation/describe-in.ts';

type Fetcher = GraphiQLProps['fetcher'];
type Operation = Parameters<Fetcher>[0];

/** How often the schema is asked for where the server is too busy, and how long is waited where it does not say. */
const TRIES = 4;
const WAIT_S = 2;

/**
 * A fetcher that posts one operation as JSON and resolves to the parsed answer, whatever its status: a refusal
 * (HTTP 400, 401) is a GraphQL result too. Rejects when the network fails or the body is no JSON; the editor shows the sentence.
 * Headers typed by the user win over ours. The schema is asked for again where the server is too busy, since the editor asks once and
 * is dull without it; its descriptions come with the reader's language first. Everything else asks for its plan, which whoever may see it
 * is given. No subscriptions, no incremental delivery.
 */
export function createFetcher(url: string): Fetcher {
  return async (operation, options) => {
    const response = await sendPatiently(url, operation, options?.headers ?? {});
    const text = await response.text();
    try {
      const answer: unknown = JSON.parse(text);
      return describeSchemaIn(language.get(), answer) as Awaited<ReturnType<Fetcher>>;
    } catch {
      throw new Error(`服务器没有返回 JSON (HTTP ${response.status}). The server did not answer JSON.`);
    }
  };
}

async function sendPatiently(
  url: string,
  operation: Operation,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const response = await send(url, operation, headers);
    const isBusy = response.status === 503 || response.status === 429;
    if (!isBusy || !isSchema(operation) || tries === TRIES) return response;
    const seconds = Number(response.headers.get('retry-after')) || WAIT_S;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

function send(
  url: string,
  operation: Operation,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json',
      'content-type': 'application/json',
      'x-client-name': 'graphiql',
      ...headers,
    },
    body: JSON.stringify(isSchema(operation) ? operation : { ...operation, extensions: { plan: true } }),
  });
}

function isSchema({ operationName }: Operation): boolean {
  return operationName === 'IntrospectionQuery';
}
