import { randomUUID } from 'node:crypto';
import formbody from '@fastify/formbody';
import Fastify from 'fastify';
import { createCasAdapter } from '../../../gateway/identity/cas/cas-adapter.ts';
import type { LoginFinish } from '../../../gateway/identity/login-adapter.ts';
import type { CasServer } from '../../kit/cas-server.ts';
import { freePort } from '../../kit/free-port.ts';

/** A service with nothing but a login: it answers what the adapter says, and keeps sessions by ticket. */
export interface CasService {
  /** Where a login begins. */
  readonly login: string;
  /** What is registered at the CAS server. */
  readonly callback: string;
  /** Tickets of the sessions that stand. */
  readonly sessions: ReadonlySet<string>;
  /** Reasons that went to the log. */
  readonly logged: readonly string[];
  close(): Promise<void>;
}

/** What a test may choose. */
export interface CasServiceOptions {
  readonly subjectAttribute?: string;
  readonly deadlineMs?: number;
}

/** Serves the adapter's two halves, bound to one browser by a cookie; `registered` gets the callback's address. */
export async function serveCasLogin(
  cas: Pick<CasServer, 'url'>,
  registered: string[],
  { subjectAttribute = '', deadlineMs = 5_000 }: CasServiceOptions = {},
): Promise<CasService> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const callback = `${url}/login/callback`;
  const logged: string[] = [];
  const adapter = createCasAdapter({
    config: { url: cas.url, subjectAttribute: subjectAttribute || null },
    service: callback,
    log: { warn: (fields: unknown) => void logged.push((fields as { reason: string }).reason) },
    limits: { deadlineMs, maxBytes: 256 * 1024 },
  });
  const begun = new Map<string, Readonly<Record<string, string>>>();
  const sessions = new Set<string>();
  const app = Fastify();
  await app.register(formbody);
  app.get('/login', async (request, reply) => {
    const begin = await adapter.begin(request);
    if (begin.kind === 'unavailable') return reply.code(503).send();
    const id = randomUUID();
    begun.set(id, begin.remember);
    return reply.header('set-cookie', `id=${id}; Path=/; HttpOnly`).redirect(begin.redirect);
  });
  app.get('/login/callback', async (request): Promise<LoginFinish> => {
    const id = /id=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const remembered = begun.get(id) ?? {};
    begun.delete(id);
    const finish = await adapter.finish(request, remembered);
    if (finish.kind === 'person' && finish.ticket) sessions.add(finish.ticket);
    return finish;
  });
  app.post('/login/callback', async (request, reply) => {
    const ticket = adapter.singleLogout?.(request.body as Record<string, unknown>) ?? null;
    if (ticket !== null) sessions.delete(ticket);
    return reply.code(ticket === null ? 400 : 204).send();
  });
  await app.listen({ port: Number(new URL(url).port), host: '127.0.0.1' });
  registered.push(callback);
  return { login: `${url}/login`, callback, sessions, logged, close: () => app.close() };
}
