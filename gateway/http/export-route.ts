import type { FastifyInstance } from 'fastify';
import type { Rates } from '../request/rates.ts';
import type { ReadViewer } from '../request/viewer.ts';
import type { ExportFiles } from './export-files.ts';
import { type ExportFault, refuseExport } from './refuse-export.ts';
import { addVary } from './vary.ts';

/** What the route needs. */
export interface ExportRouteParts {
  readonly readViewer: ReadViewer;
  readonly rates: Rates;
  readonly files: ExportFiles;
  /** Where whoever is not logged in is led to, `/login`; null: nowhere. */
  readonly loginPath?: string | null;
}

/** Ids as the subgraph gives them; nothing else is asked for. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * `GET /exports/<id>`: the file of an export (`ClearanceExport.downloadPath`), in the session or with the token of whoever ordered
 * it. Streamed as it is read; nobody keeps a copy on the way.
 *
 * 401 without either, 404 for everybody else's and where there is none, 429 to who asks too often, 503 while it cannot be read:
 * as JSON, and as a page to a browser, which has left the page with the link.
 */
export function addExportRoute(app: FastifyInstance, parts: ExportRouteParts): void {
  const { readViewer, rates, files, loginPath = null } = parts;
  app.get<{ Params: { id: string } }>('/exports/:id', { exposeHeadRoute: false }, async (request, reply) => {
    addVary(reply, 'accept', 'authorization', 'cookie');
    reply.headers({ 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' });
    const refuse = (code: ExportFault, more = {}) => refuseExport(reply, code, { loginPath, ...more });
    const read = await readViewer(request);
    if (read.kind === 'refused') return refuse('UNAUTHENTICATED');
    if (read.kind === 'unavailable') return refuse('IDENTITY_UNAVAILABLE');
    const { viewer } = read;
    const retryAfter = await rates.count(viewer, request.ip);
    if (retryAfter !== null) return refuse('RATE_LIMITED', { retryAfter });
    if (viewer.kind === 'anonymous') return refuse('UNAUTHENTICATED');
    const { id } = request.params;
    const file = ID.test(id) ? await files.open(id, viewer) : ({ kind: 'none' } as const);
    if (file.kind === 'file') return reply.headers(file.headers).send(file.body);
    return refuse(file.kind === 'none' ? 'NOT_FOUND' : 'DEPARTMENT_UNAVAILABLE');
  });
}
