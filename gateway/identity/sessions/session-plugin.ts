import { fastifyCookie } from '@fastify/cookie';
import { fastifySession } from '@fastify/session';
import type { FastifyInstance, FastifyReply, Session } from 'fastify';
import { pickRecord, type SessionRecord } from './session-record.ts';
import type { Sessions } from './sessions.ts';

declare module 'fastify' {
  interface Session extends Omit<SessionRecord, 'startedAt'> {
    startedAt?: SessionRecord['startedAt'];
    /** Set where it was read from the store: writing it then brings nothing back that has ended meanwhile. */
    kept?: true;
  }
}

/** The store did not answer: nobody is known, and nobody is taken for a stranger either. */
export class SessionsAway extends Error {
  override readonly name = 'SessionsAway';
}

/**
 * `request.session` for the routes in this scope: read at each request, written by `save` and `regenerate` only. Other
 * routes read who asks by `Sessions.read`, when they need to know.
 */
export async function addSessions(
  scope: FastifyInstance,
  sessions: Sessions,
  now: () => Date,
): Promise<void> {
  const { cookie, records, signer, newId, nameOf, load } = sessions;
  await scope.register(fastifyCookie);
  await scope.register(fastifySession, {
    secret: signer,
    cookieName: cookie.name,
    idGenerator: newId,
    saveUninitialized: false,
    rolling: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: cookie.secure, path: '/' },
    store: {
      get(id, callback) {
        void load(id, 'passive').then((read) => {
          if (read.kind === 'unavailable') return callback(new SessionsAway());
          if (read.kind === 'none') return callback(null, null);
          return callback(null, { ...read.record, kept: true } as Session);
        }, callback);
      },
      set(id, session, callback) {
        const record = pickRecord({ ...session, startedAt: session.startedAt ?? now().getTime() });
        const write = session.kept ? records.replace : records.create;
        void write(nameOf(id), record).then(
          (done) => callback(done ? undefined : new SessionsAway()),
          callback,
        );
      },
      destroy(id, callback) {
        void records
          .end(nameOf(id))
          .then((done) => callback(done ? undefined : new SessionsAway()), callback);
      },
    },
  });
}

/** Takes the cookie back from the browser. */
export function forgetCookie(reply: FastifyReply, { cookie }: Sessions): void {
  reply.clearCookie(cookie.name, { path: '/', secure: cookie.secure, httpOnly: true, sameSite: 'lax' });
}
