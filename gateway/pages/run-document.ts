import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../request/errors.ts';
import type { GraphqlServer, SentRequest } from '../request/graphql-server.ts';
import { type OperationContext, operationScope } from '../request/operation-context.ts';
import type { OperationGate } from '../request/operation-gate.ts';
import type { Viewer } from '../request/viewer.ts';
import type { AbortCause } from '../upstream/deadline.ts';
import type { DocumentAnswer } from './page-app.ts';

/** What documents are run by. */
export interface RunDocumentParts {
  readonly server: GraphqlServer;
  /** What decides at `/graphql`, too. */
  readonly gate: OperationGate;
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

/** Documents of the manifests, as often as their asker may; what the gate refuses is the answer's only error. */
export function createRunDocument({ server, gate }: RunDocumentParts): RunDocument {
  return async (documentId, variables, asker) => {
    const choice = await gate.admit({
      named: { documentId, query: undefined, persistedHash: undefined },
      variables,
      extensions: undefined,
      viewer: asker.viewer,
      address: asker.request.ip,
    });
    if (choice.kind === 'refused') return failed(choice.code);
    if (choice.kind !== 'trusted') return failed('DOCUMENT_NOT_TRUSTED');
    const { document } = choice;
    const scope = scopeOf(asker, `sha256:${document.hash}`);
    const asked = { query: document.text, variables, http: httpOf(asker.request) };
    const { body } = await operationScope.run(scope, () => server.execute(asked, scope));
    if (body.kind !== 'single') return failed('INTERNAL_SERVER_ERROR');
    const { data = null, errors = [] } = body.singleResult;
    return {
      data,
      errors: errors.map(({ extensions, path = [] }) => ({ code: String(extensions?.code ?? ''), path })),
    };
  };
}

function failed(code: ErrorCode): DocumentAnswer {
  return { data: null, errors: [{ code, path: [] }] };
}

function scopeOf({ viewer, request, reply }: Asker, documentId: string): OperationContext {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort('caller-gone' satisfies AbortCause);
  });
  return {
    viewer,
    // Departments are asked by the gateway as itself.
    forwardedAuthorization: undefined,
    requestId: request.id,
    sent: { client: { name: CLIENT, version: null }, documentId },
    freshness: 'cached',
    callerGone: gone.signal,
  };
}

/** The limits of the graph look at headers: the caller's address is in one of them. */
function httpOf({ headers: given }: FastifyRequest): SentRequest {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(given))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return { method: 'POST', headers, search: '', body: undefined };
}
