import { isServiceTicket } from './ticket.ts';
import { parseXml } from './xml-element.ts';

const SAML_PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const MAX_LENGTH = 8_192;

/**
 * The service ticket whose session a CAS server ends, or null where the form is no logout request (CAS Protocol 3.0,
 * 2.3.3 and appendix C): the field `logoutRequest` holds a SAML `LogoutRequest` with one `SessionIndex`, the ticket.
 *
 * Nobody signs such a request. Whoever knows the ticket may end its session, and can do nothing else with it: a ticket
 * cannot be guessed, and logs in once only. Requests that a browser carries (the front channel) are not read.
 *
 * @param form the urlencoded fields of the post
 */
export function readLogoutRequest({ logoutRequest: text }: Readonly<Record<string, unknown>>): string | null {
  if (typeof text !== 'string' || text.length > MAX_LENGTH) return null;
  const root = parseXml(text.trim());
  if (root === null || root.uri !== SAML_PROTOCOL || root.local !== 'LogoutRequest') return null;
  const [index, another] = root.children.filter(
    ({ uri, local }) => uri === SAML_PROTOCOL && local === 'SessionIndex',
  );
  if (index === undefined || another !== undefined || index.children.length > 0) return null;
  const ticket = index.text.trim();
  return isServiceTicket(ticket) ? ticket : null;
}
