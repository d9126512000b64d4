import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AttributeStyle, logoutRequest } from './cas-answers.ts';
import { type CasExchange, createCasLogin } from './cas-login.ts';
import { type CasPerson, createCasTickets } from './cas-tickets.ts';
import { createCasValidation, NO_STORE, refuseProxy } from './cas-validation.ts';

/** What a CAS server is started with. */
export interface CasServerOptions {
  readonly people: Readonly<Record<string, CasPerson>>;
  /** Registered services, matched exactly. A test that knows its own port only later pushes it here. */
  readonly services: string[];
  readonly now?: () => Date;
  /** Milliseconds that a service ticket lives; default 10,000. */
  readonly ticketLifeMs?: number;
  readonly attributeStyle?: AttributeStyle;
}

/** A CAS server on a loopback port. */
export interface CasServer {
  /** `http://127.0.0.1:<port>/cas` */
  readonly url: string;
  /** Every request for a validation, as it was asked. */
  readonly validations: readonly URL[];
  /** The answers of the services to single logout, in order. */
  readonly logouts: readonly { readonly service: string; readonly status: number | 'away' }[];
  /** What answers validations instead of the server, until null is given. */
  misbehave(instead: ((response: ServerResponse, asked: URL) => void) | null): void;
  close(): Promise<void>;
}

const VALIDATIONS = [
  '/validate',
  '/serviceValidate',
  '/proxyValidate',
  '/p3/serviceValidate',
  '/p3/proxyValidate',
];

/**
 * Starts a CAS server that is as strict as CAS Protocol 3.0 (version 3.0.3) allows: services are registered and match
 * exactly, a ticket lives for seconds, is validated once and only for its service, nobody may proxy. A fault of its own
 * is answered with INTERNAL_ERROR (a person named `broken` has one).
 */
export async function startCasServer(options: CasServerOptions): Promise<CasServer> {
  const { people, services, now = () => new Date(), ticketLifeMs = 10_000, attributeStyle } = options;
  const tickets = createCasTickets(now, ticketLifeMs);
  const login = createCasLogin({ people, services, tickets });
  const answerValidation = createCasValidation({ people, tickets, now, style: attributeStyle ?? 'elements' });
  const validations: URL[] = [];
  const logouts: { service: string; status: number | 'away' }[] = [];
  let instead: Parameters<CasServer['misbehave']>[0] = null;

  const logout = async ({ query, tgt, response }: CasExchange): Promise<void> => {
    const ended = tickets.end(tgt);
    for (const { service, ticket } of ended?.visited ?? [])
      logouts.push({ service, status: await tellService(service, ticket, now()) });
    const clear = { ...NO_STORE, 'set-cookie': 'TGC-kit=; Path=/cas; Max-Age=0; HttpOnly' };
    const service = query.get('service');
    if (service !== null && services.includes(service))
      response.writeHead(302, { ...clear, location: service }).end();
    else
      response
        .writeHead(200, { ...clear, 'content-type': 'text/html' })
        .end('<p>You have been logged out.</p>');
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '', 'http://cas.invalid');
    const path = url.pathname.replace(/^\/cas(?=\/)/, '');
    const exchange: CasExchange = { request, response, query: url.searchParams, tgt: cookieOf(request) };
    const isGet = request.method === 'GET';
    if (path === '/login' && (isGet || request.method === 'POST')) return login(exchange);
    if (path === '/logout' && isGet) return logout(exchange);
    if (isGet && VALIDATIONS.includes(path)) {
      validations.push(url);
      if (instead === null) answerValidation(path, url.searchParams, response);
      else instead(response, url);
      return;
    }
    if (isGet && path === '/proxy') return refuseProxy(url.searchParams, response);
    response.writeHead(404).end();
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cas`,
    validations,
    logouts,
    misbehave: (how) => {
      instead = how;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Errors of a service are ignored (2.3.3.1), but a test may look at them. */
async function tellService(service: string, ticket: string, at: Date): Promise<number | 'away'> {
  const body = new URLSearchParams({ logoutRequest: logoutRequest(ticket, `LR-${randomUUID()}`, at) });
  return fetch(service, { method: 'POST', body, redirect: 'manual' }).then(
    ({ status }) => status,
    () => 'away' as const,
  );
}

function cookieOf({ headers }: IncomingMessage): string | undefined {
  return /(?:^|; )TGC-kit=([A-Za-z0-9-]+)/.exec(headers.cookie ?? '')?.[1];
}
