import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { fault } from '../../kit/graph/graph-errors.ts';
import { seesStudents } from '../../kit/graph/viewer.ts';
import type { ReadCaller } from '../../kit/identity/service-verifier.ts';
import type { ClearanceTables } from '../database/tables.ts';
import type { ExportRow } from './jobs/order-export.ts';
import { beginDownload } from './jobs/own-exports.ts';
import { fileNameOf } from './present-export.ts';

const unzipped = promisify(gunzip);
const TYPES = { CSV: 'text/csv; charset=utf-8', JSONL: 'application/jsonl; charset=utf-8' } as const;

/**
 * `GET /exports/<id>`: a file that is ready, to the gateway that speaks for whoever ordered it, in the role it was ordered in.
 *
 * Streamed: one page of it is held at a time. 401 without a token for a person, 404 for everything that is none of theirs;
 * the audit log says who downloads what before the first byte. An export that is cancelled meanwhile ends the connection.
 */
export function addDownloadRoute(
  app: FastifyInstance,
  readCaller: ReadCaller,
  db: Kysely<ClearanceTables>,
): void {
  app.get<{ Params: { id: string } }>('/exports/:id', { exposeHeadRoute: false }, async (request, reply) => {
    const caller = await readCaller(request.headers.authorization);
    if (caller.kind !== 'person') throw fault('UNAUTHENTICATED');
    const found = seesStudents(caller) ? await beginDownload(db, caller, request.params.id) : null;
    if (found === null) return reply.code(404).send({ errors: [fault('NOT_FOUND').toJSON()] });
    return reply
      .headers({
        'content-type': TYPES[found.format],
        'content-length': found.bytes,
        'content-disposition': `attachment; filename="${fileNameOf(found)}"`,
      })
      .send(Readable.from(piecesOf(db, found), { objectMode: false }));
  });
}

async function* piecesOf(
  db: Kysely<ClearanceTables>,
  { id, chunks }: Pick<ExportRow, 'id' | 'chunks'>,
): AsyncGenerator<Buffer> {
  for (let number = 0; number < chunks; number += 1) {
    const { content } = await db
      .selectFrom('export_chunk')
      .select('content')
      .where('export_id', '=', id)
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    yield await unzipped(content);
  }
}
