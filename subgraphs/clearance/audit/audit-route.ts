import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { fault } from '../../kit/graph/graph-errors.ts';
import { requireGateway } from '../../kit/identity/require-gateway.ts';
import type { ReadService } from '../../kit/identity/service-verifier.ts';
import type { ClearanceTables } from '../database/tables.ts';
import { runChange } from '../record/run-change.ts';
import { readToldEntries, type ToldEntry } from './told-entries.ts';

const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * Takes audit entries from the gateway at `POST /audit`, `{ "entries": [1 to 500] }`: all of them are stored, or none.
 *
 * Answers `{ "stored": 3 }`, how many were new: an entry that is told again, by its `id`, is stored once. 401 without the
 * gateway's service token, 400 for a body of which any entry is not as it should be, 413 above 4 MiB.
 */
export function addAuditRoute(
  app: FastifyInstance,
  readService: ReadService,
  db: Kysely<ClearanceTables>,
): void {
  const admit = (request: { headers: { authorization?: string | undefined } }) =>
    requireGateway(readService, request.headers.authorization);
  // Nobody unknown has a body of megabytes read.
  app.post('/audit', { bodyLimit: BODY_LIMIT, onRequest: admit }, async (request) => {
    const entries = readToldEntries(request.body);
    if (entries === null) throw fault('BAD_USER_INPUT');
    return {
      stored: await runChange(db, sql<number>`clearance.write_audit_entries(${rowsOf(entries)}::jsonb)`),
    };
  });
}

function rowsOf(entries: readonly ToldEntry[]): string {
  return JSON.stringify(entries.map(({ studentId, ...entry }) => ({ ...entry, student: studentId })));
}
