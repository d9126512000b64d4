import type { FastifyInstance } from 'fastify';
import { errorBody } from '../request/format-error.ts';
import type { Rates } from '../request/rates.ts';
import type { ReadViewer } from '../request/viewer.ts';
import type { ExportFiles } from './export-files.ts';
import { refuse } from './refuse.ts';
import { refuseViewer } from './refuse-viewer.ts';
import { addVary } from './vary.ts';

/** What the route needs. */
export interface ExportRouteParts {
  readonly readViewer: ReadViewer;
  readonly rates: Rates;
  readonly files: ExportFiles;
}

/** Ids as the subgraph gives them; nothing else is asked for. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * `GET /exports/<id>`: the file of an export (`ClearanceExport.downloadPath`), in the session or with the token of whoever ordered
 * it. Streamed as it is read; nobody keeps a copy on the way.
 *
 * 401 without either, 404 for everybody else's and where there is none, 429 to who asks too often, 503 while it cannot be read.
 */
export function addExportRoute(app: FastifyInstance, { readViewer, rates, files }: ExportRouteParts): void {
  app.get<{ Params: { id: string } }>('/exports/:id', { exposeHeadRoute: false }, async (request, reply) => {
    addVary(reply, 'authorization', 'cookie');
    reply.headers({ 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' });
    const read = await readViewer(request);
    if (read.kind !== 'known') return refuseViewer(reply, read);
    const { viewer } = read;
    const retryAfter = await rates.count(viewer, request.ip);
    if (retryAfter !== null) return refuse(reply, { code: 'RATE_LIMITED', retryAfter });
    if (viewer.kind === 'anonymous') return refuseViewer(reply, { kind: 'refused' });
    const { id } = request.params;
    const file = ID.test(id) ? await files.open(id, viewer) : ({ kind: 'none' } as const);
    if (file.kind === 'file') return reply.headers(file.headers).send(file.body);
    return file.kind === 'none'
      ? reply.code(404).send(errorBody('NOT_FOUND', request.id))
      : reply.code(503).send(errorBody('DEPARTMENT_UNAVAILABLE', request.id));
  });
}
