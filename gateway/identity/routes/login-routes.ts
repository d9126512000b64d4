import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { note } from '../../http/log-notes.ts';
import { errorBody, statusFor } from '../../request/format-error.ts';
import { returnPath } from '../csrf/return-path.ts';
import type { LoginFinish } from '../login-adapter.ts';
import { sendLoginFault } from '../pages/login-pages.ts';
import { isSubject } from '../roles.ts';
import { forgetCookie } from '../sessions/session-plugin.ts';
import type { IdentityRouteParts } from './route-parts.ts';

/** `GET /login`, and its callback, for the browser (`GET`) and for the identity provider (`POST`, single logout). */
export function addLoginRoutes(scope: FastifyInstance, parts: IdentityRouteParts): void {
  const { adapter, sessions, rolesOf, publicUrl, help, now } = parts;

  scope.get('/login', async (request, reply) => {
    const { return: asked, here } = request.query as { return?: unknown; here?: unknown };
    const returnTo = returnPath(asked);
    // Under another name (localhost) the callback would lack the cookie. Once: a proxy may call us by any name.
    if (here === undefined && request.headers.host !== new URL(publicUrl).host)
      return reply.redirect(`${publicUrl}/login?return=${encodeURIComponent(returnTo)}&here=1`, 303);
    const { person } = request.session;
    if (person !== undefined) {
      const read = await rolesOf(person.sub);
      const isNobody = read.kind === 'roles' && read.roles.length === 0;
      return isNobody
        ? end(request, reply, 'not-on-roster', 'no role any more')
        : reply.redirect(returnTo, 303);
    }
    const begun = await adapter.begin(request);
    if (begun.kind === 'unavailable') return fail(reply, 'unavailable', 'provider away');
    // An id that somebody planted in this browser is not the one that the login is bound to.
    await request.session.regenerate();
    request.session.startedAt = now().getTime();
    request.session.login = { remember: { ...begun.remember }, returnTo };
    await request.session.save();
    return reply.redirect(begun.redirect, 303);
  });

  scope.get('/login/callback', async (request, reply) => {
    const { login, person } = request.session;
    // Another tab was faster, or the page was loaded again.
    if (login === undefined && person !== undefined) return reply.redirect('/', 303);
    if (login === undefined) return fail(reply, 'refused', 'not begun here');
    const finished = await adapter.finish(request, login.remember);
    if (finished.kind === 'unavailable') return end(request, reply, 'unavailable', 'provider away');
    if (finished.kind === 'refused') return end(request, reply, 'refused', finished.reason);
    if (!isSubject(finished.sub)) return end(request, reply, 'refused', 'no usable subject');
    // Where the roles cannot be had the login still holds; they are asked for at every request.
    const read = await rolesOf(finished.sub);
    if (read.kind === 'roles' && read.roles.length === 0)
      return end(request, reply, 'not-on-roster', 'no role');
    await begin(request, reply, finished);
    note(request, { login: 'done' });
    return reply.redirect(login.returnTo, 303);
  });

  scope.post('/login/callback', async (request, reply) => {
    const ticket = adapter.singleLogout?.(formOf(request)) ?? null;
    if (ticket === null) return reply.code(400).send(errorBody('BAD_REQUEST', request.id));
    const done = await sessions.records.endTicket(ticket);
    if (done) return reply.code(200).type('text/plain').send('');
    const code = 'IDENTITY_UNAVAILABLE';
    return reply.code(statusFor(code)).send(errorBody(code, request.id));
  });

  /** A new id for the person, so that whoever knew the old one knows nothing. */
  async function begin(
    request: FastifyRequest,
    reply: FastifyReply,
    { sub, ticket, idToken }: Extract<LoginFinish, { kind: 'person' }>,
  ): Promise<void> {
    await request.session.regenerate();
    request.session.startedAt = now().getTime();
    request.session.person = { sub, ...(ticket && { ticket }), ...(idToken && { idToken }) };
    // The secret of forms is there from the beginning, so that reading a session never writes it.
    reply.generateCsrf();
    await request.session.save();
  }

  async function end(
    request: FastifyRequest,
    reply: FastifyReply,
    fault: Parameters<typeof sendLoginFault>[1],
    reason: string,
  ): Promise<FastifyReply> {
    await request.session.destroy();
    forgetCookie(reply, sessions);
    return fail(reply, fault, reason);
  }

  function fail(
    reply: FastifyReply,
    fault: Parameters<typeof sendLoginFault>[1],
    reason: string,
  ): FastifyReply {
    note(reply.request, { login: fault, reason });
    return sendLoginFault(reply, fault, help);
  }
}

function formOf({ body }: FastifyRequest): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}
