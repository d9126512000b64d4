import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../request/errors.ts';
import { errorBody, statusFor } from '../../request/format-error.ts';
import { returnPath } from '../csrf/return-path.ts';
import { formToken, isJson } from './form-or-json.ts';
import type { IdentityRouteParts } from './route-parts.ts';

/**
 * `GET /session`: who this browser's person is, as what, until when, and the token of forms; and whom to call.
 * `POST /session/role` (`{"role": …}`, or a form with `return`): acts as another of the granted roles from now on.
 */
export function addSessionRoutes(scope: FastifyInstance, parts: IdentityRouteParts): void {
  const { sessions, lives, rolesOf, help, now } = parts;

  scope.get('/session', async (request, reply) => {
    const read = await sessions.read(request, 'active');
    if (read.kind === 'unavailable') return refuse(reply, 'IDENTITY_UNAVAILABLE');
    if (read.kind === 'none' || request.session.person === undefined)
      return reply.send({ kind: 'anonymous', login: '/login', help });
    const granted = await rolesOf(read.sub);
    if (granted.kind === 'unavailable') return refuse(reply, 'IDENTITY_UNAVAILABLE');
    const { roles } = granted;
    return reply.send({
      kind: 'person',
      sub: read.sub,
      role: roles.find((one) => one === read.role) ?? roles[0] ?? null,
      roles,
      csrfToken: reply.generateCsrf(),
      expiresAt: new Date(Math.min(now().getTime() + lives.idleMs, read.endsAt)).toISOString(),
      help,
    });
  });

  scope.post('/session/role', { preHandler: formToken(scope) }, async (request, reply) => {
    const { person } = request.session;
    if (person === undefined) return refuse(reply, 'UNAUTHENTICATED');
    const { role: wanted, return: back } = fieldsOf(request);
    const granted = await rolesOf(person.sub);
    if (granted.kind === 'unavailable') return refuse(reply, 'IDENTITY_UNAVAILABLE');
    const role = granted.roles.find((one) => one === wanted);
    if (role === undefined) return refuse(reply, 'FORBIDDEN');
    request.session.role = role;
    await request.session.save();
    return isJson(request) ? reply.send({ role }) : reply.redirect(returnPath(back), 303);
  });
}

function fieldsOf({ body }: FastifyRequest): { role?: unknown; return?: unknown } {
  return typeof body === 'object' && body !== null ? body : {};
}

function refuse(reply: FastifyReply, code: ErrorCode): FastifyReply {
  if (statusFor(code) === 503) reply.header('retry-after', 2);
  return reply.code(statusFor(code)).send(errorBody(code, reply.request.id));
}
