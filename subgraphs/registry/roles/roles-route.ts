import type { FastifyInstance } from 'fastify';
import { fault } from '../../kit/graph/graph-errors.ts';
import { requireGateway } from '../../kit/identity/require-gateway.ts';
import type { ReadService } from '../../kit/identity/service-verifier.ts';
import { isSubject } from './role-form.ts';
import type { RoleStore } from './role-store.ts';

/** People in one question at most. */
const MOST_PEOPLE = 25;

/**
 * Serves `GET /roles?sub=` (`&sub=…`, 25 at most) to the gateway:
 * `{ "people": [{ "sub": "D001", "roles": ["desk"], "student": false }] }`, as they are at this moment.
 *
 * Nobody in particular has no roles and is no student. 401 without the gateway's service token, 400 for what names nobody.
 */
export function addRolesRoute(app: FastifyInstance, readService: ReadService, store: RoleStore): void {
  app.get('/roles', async (request, reply) => {
    await requireGateway(readService, request.headers.authorization);
    const { sub } = request.query as { sub?: unknown };
    const subs: unknown[] = Array.isArray(sub) ? sub : [sub];
    if (subs.length > MOST_PEOPLE || !subs.every(isSubject)) throw fault('BAD_USER_INPUT');
    return reply.header('cache-control', 'no-store').send({ people: await store.rolesOf(subs) });
  });
}
