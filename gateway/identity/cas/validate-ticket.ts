import { boundedGet, type GetLimits } from '../bounded-get.ts';
import { isSubject } from '../roles.ts';
import type { CasConfig } from './cas-config.ts';
import { readServiceResponse, type ServiceResponse } from './service-response.ts';

/** Whose ticket it is; or why nobody is logged in by it. `reason` is for the log and quotes nothing that was sent. */
export type TicketValidation =
  | { readonly kind: 'person'; readonly sub: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** What a validation may cost; a list of groups makes an answer long, nothing makes it larger than this. */
export const validationLimits: GetLimits = { deadlineMs: 5_000, maxBytes: 256 * 1024 };

/** Codes of the protocol (2.5.3), and one that the reference implementation adds. */
const reasons = new Map([
  ['INVALID_REQUEST', 'the CAS server misses a parameter'],
  ['INVALID_TICKET_SPEC', 'the ticket is not of the kind that was asked for'],
  ['UNAUTHORIZED_SERVICE_PROXY', 'the CAS server takes this service for a proxy'],
  ['INVALID_PROXY_CALLBACK', 'the CAS server takes this service for a proxy'],
  ['INVALID_TICKET', 'the ticket is not valid'],
  ['INVALID_SERVICE', 'the ticket is for another service'],
  ['UNAUTHORIZED_SERVICE', 'this service is not registered at the CAS server'],
]);

/**
 * Asks the CAS server whose ticket it is, once, at `/p3/serviceValidate`.
 *
 * @param service exactly what `/login` was called with
 * @param ticket of the form of a service ticket
 */
export async function validateTicket(
  { url, subjectAttribute }: CasConfig,
  service: string,
  ticket: string,
  limits: GetLimits,
): Promise<TicketValidation> {
  const address = new URL(`${url}/p3/serviceValidate`);
  address.searchParams.set('service', service);
  address.searchParams.set('ticket', ticket);
  const got = await boundedGet(address, 'application/xml, text/xml', limits);
  if (got.kind === 'failed') return { kind: 'unavailable', reason: got.reason };
  return judge(readServiceResponse(got.text), subjectAttribute);
}

function judge(response: ServiceResponse, subjectAttribute: string | null): TicketValidation {
  if (response.kind === 'malformed') return { kind: 'unavailable', reason: 'no answer of the CAS protocol' };
  if (response.kind === 'failure') {
    const { code } = response;
    if (code === 'INTERNAL_ERROR') return { kind: 'unavailable', reason: 'INTERNAL_ERROR' };
    return refused(reasons.get(code) ?? 'the CAS server refuses with a code of its own');
  }
  if (response.way === 'proxied') return refused('the ticket came through a proxy');
  const values =
    subjectAttribute === null ? [response.user] : (response.attributes.get(subjectAttribute) ?? []);
  const [sub, another] = values;
  if (sub === undefined) return refused('the attribute of the student number was not released');
  if (another !== undefined) return refused('the attribute of the student number has several values');
  return isSubject(sub) ? { kind: 'person', sub } : refused('the student number has an odd form');
}

function refused(reason: string): TicketValidation {
  return { kind: 'refused', reason };
}
