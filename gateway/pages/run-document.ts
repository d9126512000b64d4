import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TrustedDocuments } from '../request/documents/trusted-documents.ts';
import { type OperationContext, operationScope } from '../request/operation-context.ts';
import { anonymous, type Viewer } from '../request/viewer.ts';
import type { AbortCause } from '../upstream/deadline.ts';
import type { DocumentAnswer } from './page-app.ts';

/** What documents are run by. */
export interface RunDocumentParts {
  readonly server: ApolloServer<OperationContext>;
  readonly trusted: TrustedDocuments;
}

/** For whom, and within which request. */
export interface Asker {
  readonly viewer: Viewer;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Runs a trusted document, `sha256:<hex>`, in this process, as `/graphql` would for the same person. */
export type RunDocument = (
  documentId: string,
  variables: Readonly<Record<string, unknown>>,
  asker: Asker,
) => Promise<DocumentAnswer>;

const CLIENT = 'plain-pages';

/** Documents of the manifests; one that is in none is a mistake of ours, told as DOCUMENT_NOT_TRUSTED. */
export function createRunDocument({ server, trusted }: RunDocumentParts): RunDocument {
  return async (documentId, variables, asker) => {
    const document = trusted.byHash(documentId.replace(/^sha256:/, ''));
    if (document === undefined) return { data: null, errors: [{ code: 'DOCUMENT_NOT_TRUSTED', path: [] }] };
    const scope = scopeOf(asker, `sha256:${document.hash}`);
    const asked = { query: document.text, variables, http: httpOf(asker.request) };
    const { body } = await operationScope.run(scope, () =>
      server.executeOperation(asked, { contextValue: scope }),
    );
    if (body.kind !== 'single') return { data: null, errors: [{ code: 'INTERNAL_SERVER_ERROR', path: [] }] };
    const { data = null, errors = [] } = body.singleResult;
    return {
      data,
      errors: errors.map(({ extensions, path = [] }) => ({ code: String(extensions?.code ?? ''), path })),
    };
  };
}

function scopeOf({ viewer, request, reply }: Asker, documentId: string): OperationContext {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort('caller-gone' satisfies AbortCause);
  });
  return {
    viewer: viewer.kind === 'person' ? viewer : anonymous,
    authorization: request.headers.authorization,
    requestId: request.id,
    sent: { client: { name: CLIENT, version: null }, documentId },
    freshness: 'cached',
    callerGone: gone.signal,
  };
}

/** The limits of the graph look at headers: the caller's address is in one of them. */
function httpOf({ headers: given }: FastifyRequest) {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(given))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return { method: 'POST', headers, search: '', body: undefined };
}
