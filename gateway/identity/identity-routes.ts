import csrfProtection from '@fastify/csrf-protection';
import formBody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { addVary } from '../http/vary.ts';
import { errorBody, statusFor } from '../request/format-error.ts';
import { sendLoginFault } from './pages/login-pages.ts';
import type { SsoHelp } from './pages/sso-help.ts';
import { addLoginRoutes } from './routes/login-routes.ts';
import { addLogoutRoutes } from './routes/logout-routes.ts';
import type { IdentityRouteParts } from './routes/route-parts.ts';
import { addSessionRoutes } from './routes/session-routes.ts';
import { addSessions, SessionsAway } from './sessions/session-plugin.ts';

/** A logout request of CAS is under 2 KB; nobody posts more here. */
const MAX_BODY_BYTES = 16 * 1024;

/**
 * `GET /login`, `GET` and `POST /login/callback`, `POST /logout`, `POST /logout/everywhere`, `GET /session` and `POST /session/role`.
 * They alone take forms, and they alone begin and end sessions.
 */
export function addIdentityRoutes(app: FastifyInstance, parts: IdentityRouteParts): void {
  app.register(
    async (scope) => {
      await addSessions(scope, parts.sessions, parts.now);
      await scope.register(csrfProtection, { sessionPlugin: '@fastify/session', sessionKey: 'csrf' });
      await scope.register(formBody, { bodyLimit: MAX_BODY_BYTES });
      scope.addHook('onRequest', async (_request, reply) => {
        addVary(reply.header('cache-control', 'no-store'), 'cookie');
      });
      scope.setErrorHandler((error, request, reply) => {
        if (error instanceof SessionsAway) return sessionsAway(reply, request.url, parts.help);
        if ((error as { statusCode?: number }).statusCode === 403)
          return reply.code(statusFor('FORBIDDEN')).send(errorBody('FORBIDDEN', request.id));
        throw error;
      });
      addLoginRoutes(scope, parts);
      addLogoutRoutes(scope, parts);
      addSessionRoutes(scope, parts);
    },
    { logLevel: 'silent' },
  );
}

/** A page where a person is on the way, JSON where a program asks. */
function sessionsAway(reply: FastifyReply, url: string, help: SsoHelp | null): FastifyReply {
  if (url.startsWith('/log')) return sendLoginFault(reply, 'unavailable', help);
  const code = 'IDENTITY_UNAVAILABLE';
  return reply.code(statusFor(code)).header('retry-after', 2).send(errorBody(code, reply.request.id));
}
