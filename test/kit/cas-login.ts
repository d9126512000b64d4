import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { quoted } from './cas-answers.ts';
import type { CasPerson, CasTickets } from './cas-tickets.ts';

/** A request to the CAS server, with what of it every page needs. */
export interface CasExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  /** The ticket-granting ticket of the cookie. */
  readonly tgt: string | undefined;
}

interface CasLoginParts {
  readonly people: Readonly<Record<string, CasPerson>>;
  readonly services: readonly string[];
  readonly tickets: CasTickets;
}

const HTML = { 'content-type': 'text/html;charset=UTF-8', 'cache-control': 'no-store', pragma: 'no-cache' };

/**
 * `/login` of CAS Protocol 3.0: asks for credentials (2.1) and accepts them (2.2). A service that is not registered is
 * told so on a page and is never redirected to; `renew` asks for the password again and wins over `gateway`; `gateway`
 * without a session goes back without a ticket; `warn` puts a page before each later service.
 */
export function createCasLogin({ people, services, tickets }: CasLoginParts) {
  return async (exchange: CasExchange): Promise<void> => {
    const { request, response, query } = exchange;
    const form = request.method === 'POST' ? new URLSearchParams(await text(request)) : null;
    const service = (form ?? query).get('service');
    if (service !== null && !services.includes(service)) {
      response.writeHead(403, HTML).end('<p>Service is not authorized to use CAS.</p>');
      return;
    }
    if (form !== null) accept(exchange, form, service);
    else ask(exchange, service);
  };

  function ask({ response, query, tgt }: CasExchange, service: string | null): void {
    const session = tickets.session(tgt);
    const isRenewed = query.has('renew');
    if (tgt !== undefined && session !== undefined && !isRenewed) {
      if (service === null) page(response, '<p>You are logged in.</p>');
      else if (session.warn) page(response, warning(ticketed(service, tickets.grant(tgt, service, 'sso'))));
      else redirect(response, ticketed(service, tickets.grant(tgt, service, 'sso')));
    } else if (query.has('gateway') && !isRenewed && service !== null) redirect(response, service);
    else page(response, loginForm(service, tickets.loginTicket(), ''));
  }

  function accept({ response }: CasExchange, form: URLSearchParams, service: string | null): void {
    const [username = '', password, lt = ''] = ['username', 'password', 'lt'].map(
      (name) => form.get(name) ?? '',
    );
    const isFresh = tickets.takeLoginTicket(lt);
    const person = Object.hasOwn(people, username) ? people[username] : undefined;
    if (!isFresh || person === undefined || person.password !== password) {
      page(response, loginForm(service, tickets.loginTicket(), '<p>Invalid credentials.</p>'));
      return;
    }
    const tgt = tickets.begin(username, form.has('warn'));
    const cookie = { 'set-cookie': `TGC-kit=${tgt}; Path=/cas; HttpOnly; SameSite=Lax` };
    if (service === null) page(response, '<p>You are logged in.</p>', cookie);
    else redirect(response, ticketed(service, tickets.grant(tgt, service, 'primary')), cookie);
  }
}

function loginForm(service: string | null, lt: string, message: string): string {
  const hidden = service === null ? '' : `<input type="hidden" name="service" value="${quoted(service)}">`;
  return `${message}<form method="post" action="/cas/login">
  <input name="username"><input name="password" type="password"><input type="checkbox" name="warn" value="true">
  <input type="hidden" name="lt" value="${lt}">${hidden}<button>Login</button></form>`;
}

function warning(address: string): string {
  return `<p>You are about to enter another service: <a href="${quoted(address)}">continue</a></p>`;
}

function ticketed(service: string, ticket: string): string {
  return `${service}${service.includes('?') ? '&' : '?'}ticket=${ticket}`;
}

/** 303, so that the browser goes on with GET and without the password (appendix B). */
function redirect(response: ServerResponse, location: string, headers: Record<string, string> = {}): void {
  response.writeHead(303, { ...HTML, ...headers, location }).end();
}

function page(response: ServerResponse, body: string, headers: Record<string, string> = {}): void {
  const head = '<!doctype html><meta charset="utf-8"><title>CAS</title>';
  response.writeHead(200, { ...HTML, ...headers }).end(`${head}${body}`);
}
