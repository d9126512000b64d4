/** What came back over HTTP. */
export interface GraphAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape, and fail where it is another
  readonly data: any;
  readonly errors: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions: Record<string, unknown>;
  }[];
  /** The whole body as text, for looking whether something leaked. */
  readonly text: string;
  /** Milliseconds from request to body. */
  readonly took: number;
}

/** Posts a query as a client would. */
export async function postGraphql(
  url: string,
  query: string,
  { variables, token }: { variables?: object; token?: string } = {},
): Promise<GraphAnswer> {
  const began = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text);
  return { status: response.status, data, errors, text, took: performance.now() - began };
}
