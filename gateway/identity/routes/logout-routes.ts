import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { forgetCookie, SessionsAway } from '../sessions/session-plugin.ts';
import { formToken, isJson } from './form-or-json.ts';
import type { IdentityRouteParts } from './route-parts.ts';

/**
 * `POST /logout` ends this session, `POST /logout/everywhere` all of this person, in every gateway. A form is led on to
 * the identity provider, so that its session ends too; JSON is told where that is: `{"redirect": url}`.
 */
export function addLogoutRoutes(scope: FastifyInstance, { adapter, sessions }: IdentityRouteParts): void {
  const preHandler = [whereLoggedIn, formToken(scope)];

  scope.post('/logout', { preHandler }, (request, reply) => logOut(request, reply, async () => true));
  scope.post('/logout/everywhere', { preHandler }, (request, reply) =>
    logOut(request, reply, (sub) => sessions.records.endAllOf(sub)),
  );

  /**
   * Whoever is logged out already needs no token to stay it. The cookie is left alone: a form of another site comes
   * without it, and must not take it away.
   */
  async function whereLoggedIn(request: FastifyRequest, reply: FastifyReply) {
    if (request.session.person !== undefined) return undefined;
    return leave(request, reply, '/');
  }

  async function logOut(
    request: FastifyRequest,
    reply: FastifyReply,
    alsoEnd: (sub: string) => Promise<boolean>,
  ): Promise<FastifyReply> {
    const { sub = '', idToken = null } = request.session.person ?? {};
    if (!(await alsoEnd(sub))) throw new SessionsAway();
    await request.session.destroy();
    forgetCookie(reply, sessions);
    return leave(request, reply, (await adapter.logoutUrl({ idToken })) ?? '/');
  }
}

function leave(request: FastifyRequest, reply: FastifyReply, redirect: string): FastifyReply {
  return isJson(request) ? reply.send({ redirect }) : reply.redirect(redirect, 303);
}
