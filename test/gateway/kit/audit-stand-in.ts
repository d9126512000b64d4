import type { FastifyInstance } from 'fastify';
import { readToldEntries, type ToldEntry } from '../../../subgraphs/clearance/audit/told-entries.ts';

/** `POST /audit` as the clearance subgraph answers it, into memory; whom a token speaks for is not looked at. */
export function addAuditStandIn(app: FastifyInstance): readonly ToldEntry[] {
  const told: ToldEntry[] = [];
  app.post('/audit', async (request, reply) => {
    if (!request.headers.authorization?.startsWith('Bearer ')) return reply.code(401).send({});
    const entries = readToldEntries(request.body);
    if (entries === null) return reply.code(400).send({});
    const added = entries.filter(({ id }) => !told.some((one) => one.id === id));
    told.push(...added);
    return { stored: added.length };
  });
  return told;
}
