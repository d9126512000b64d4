import type { ServerResponse } from 'node:http';
import { type AttributeStyle, type CasAnswer, jsonAnswer, xmlAnswer } from './cas-answers.ts';
import type { CasPerson, CasTickets } from './cas-tickets.ts';

interface CasValidationParts {
  readonly people: Readonly<Record<string, CasPerson>>;
  readonly tickets: CasTickets;
  readonly now: () => Date;
  readonly style: AttributeStyle;
}

/** Nothing that a CAS server says may be kept. */
export const NO_STORE = {
  pragma: 'no-cache',
  'cache-control': 'no-store',
  expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
};

/**
 * Answers `/validate`, `/serviceValidate`, `/proxyValidate` and the two of `/p3/` (CAS Protocol 3.0, 2.4 to 2.9). There
 * are no proxy tickets, so the proxy endpoints recognise service tickets only, and whoever asks to proxy is refused.
 */
export function createCasValidation({ people, tickets, now, style }: CasValidationParts) {
  return (path: string, query: URLSearchParams, response: ServerResponse): void => {
    const format = query.get('format') ?? 'XML';
    const isKnown = format === 'XML' || format === 'JSON';
    const answer = isKnown ? validate(query) : fail('INVALID_REQUEST', 'no such format');
    if (path === '/validate') send(response, 'text/plain', answer.kind === 'success' ? 'yes\n' : 'no\n');
    else {
      const told = path.startsWith('/p3/') ? answer : withoutAttributes(answer);
      if (format === 'JSON') send(response, 'application/json', jsonAnswer(told));
      else send(response, 'application/xml', xmlAnswer(told, style));
    }
  };

  function validate(query: URLSearchParams): CasAnswer {
    const [ticket, service, pgtUrl] = ['ticket', 'service', 'pgtUrl'].map((name) => query.get(name));
    if (!ticket || !service) return fail('INVALID_REQUEST', "'service' and 'ticket' are both required");
    const result = tickets.validate(ticket, service, query.has('renew'));
    if (result.kind === 'failure') return result;
    if (pgtUrl && !pgtUrl.startsWith('https://')) return fail('INVALID_PROXY_CALLBACK', 'pgtUrl is no https');
    if (pgtUrl) return fail('UNAUTHORIZED_SERVICE_PROXY', 'the service may not proxy');
    const { username: user, from } = result;
    if (user === 'broken') return fail('INTERNAL_ERROR', 'the directory does not answer');
    const attributes = {
      authenticationDate: [now().toISOString()],
      longTermAuthenticationRequestTokenUsed: ['false'],
      isFromNewLogin: [String(from === 'primary')],
      ...people[user]?.attributes,
    };
    return { kind: 'success', user, attributes };
  }
}

/** `/proxy` (2.7): no service may. */
export function refuseProxy(query: URLSearchParams, response: ServerResponse): void {
  const isComplete = query.get('pgt') && query.get('targetService');
  const code = isComplete ? 'UNAUTHORIZED_SERVICE' : 'INVALID_REQUEST';
  const failure = `<cas:proxyFailure code="${code}">no service may proxy here</cas:proxyFailure>`;
  const open = '<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">';
  send(response, 'application/xml', `${open}\n  ${failure}\n</cas:serviceResponse>\n`);
}

/** Attributes are of CAS 3.0 only (2.8). */
function withoutAttributes(answer: CasAnswer): CasAnswer {
  return answer.kind === 'success' ? { kind: answer.kind, user: answer.user } : answer;
}

function fail(code: string, description: string): CasAnswer {
  return { kind: 'failure', code, description };
}

function send(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { ...NO_STORE, 'content-type': `${type};charset=UTF-8` }).end(text);
}
