import type { FastifyRequest } from 'fastify';
import { getOperationAST } from 'graphql';
import type { DocumentNamed } from '../request/documents/choose-document.ts';
import type { ManifestDocument } from '../request/documents/manifest-files.ts';
import { parseOrNull } from '../request/documents/normal-form.ts';
import type { SentRequest } from '../request/graphql-server.ts';

type Fields = Readonly<Record<string, unknown>>;

/** How the request names its document: in its JSON body, or for GET in its search parameters. */
export function documentNamed(request: FastifyRequest): DocumentNamed {
  const { query, documentId, extensions } = request.method === 'GET' ? inSearch(request) : inBody(request);
  const persisted = isFields(extensions) ? extensions.persistedQuery : undefined;
  return {
    query: query ?? undefined,
    documentId: documentId ?? undefined,
    persistedHash: isFields(persisted) ? (persisted.sha256Hash ?? undefined) : undefined,
  };
}

/** The values beside the document: of a body as they are, of a search parsed; undefined where there are none, or no JSON. */
export function valuesNamed(request: FastifyRequest): { variables: unknown; extensions: unknown } {
  const { variables, extensions } = request.method === 'GET' ? inSearch(request) : inBody(request);
  return { variables, extensions };
}

/** Whether a GET carries the text of a mutation or a subscription, which it must not, whoever asks. */
export function changesByGet(request: FastifyRequest): boolean {
  const { query, operationName } = request.method === 'GET' ? inSearch(request) : {};
  const document = typeof query === 'string' ? parseOrNull(query) : null;
  const operation =
    document && getOperationAST(document, typeof operationName === 'string' ? operationName : undefined);
  return Boolean(operation) && operation?.operation !== 'query';
}

/** The request as Apollo Server takes it, with the text of a trusted document in place of whatever named it. */
export function asGraphqlRequest(request: FastifyRequest, document: ManifestDocument | null): SentRequest {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const { method, body } = request;
  if (document === null) return { method, headers, body, search: `?${searchOf(request)}` };
  if (method !== 'GET') return { method, headers, body: withText(inBody(request), document), search: '' };
  return { method, headers, body: undefined, search: `?${searchWithText(request, document)}` };
}

function withText(body: Fields, { text }: ManifestDocument): Fields {
  const { documentId: _id, extensions, ...rest } = body;
  return { ...rest, query: text, ...(extensions !== undefined && { extensions: others(extensions) }) };
}

function searchWithText(request: FastifyRequest, { text }: ManifestDocument): URLSearchParams {
  const search = searchOf(request);
  const { extensions } = inSearch(request);
  search.set('query', text);
  search.delete('documentId');
  if (isFields(extensions)) search.set('extensions', JSON.stringify(others(extensions)));
  return search;
}

/** Extensions without the one that has done its work; what is no map of them stays, to be refused. */
function others(extensions: unknown): unknown {
  if (!isFields(extensions)) return extensions;
  const { persistedQuery: _done, ...rest } = extensions;
  return rest;
}

function inBody({ body }: FastifyRequest): Fields {
  return isFields(body) ? body : {};
}

/** Parameters by name: a list where one is given twice, `extensions` and `variables` parsed where they are JSON. */
function inSearch(request: FastifyRequest): Fields {
  const search = searchOf(request);
  const one = (name: string) => {
    const values = search.getAll(name);
    return values.length > 1 ? values : values[0];
  };
  const json = (name: string) => {
    const value = one(name);
    return typeof value === 'string' ? parsed(value) : value;
  };
  return {
    query: one('query'),
    documentId: one('documentId'),
    operationName: one('operationName'),
    extensions: json('extensions'),
    variables: json('variables'),
  };
}

function searchOf({ url }: FastifyRequest): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : url.slice(start));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
