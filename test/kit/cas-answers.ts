/** What a validation endpoint says. */
export type CasAnswer =
  | {
      readonly kind: 'success';
      readonly user: string;
      /** Absent: none are released (`/serviceValidate`). */
      readonly attributes?: Readonly<Record<string, readonly string[]>>;
    }
  | { readonly kind: 'failure'; readonly code: string; readonly description: string };

/** How attributes are written: as the protocol has it, or as name and value, as older servers do. */
export type AttributeStyle = 'elements' | 'name-value';

/** A serviceResponse in XML (CAS Protocol 3.0, 2.5.2, 2.5.7 and appendix A). */
export function xmlAnswer(answer: CasAnswer, style: AttributeStyle = 'elements'): string {
  if (answer.kind === 'failure')
    return envelope(
      ` <cas:authenticationFailure code="${quoted(answer.code)}">\n    ${quoted(answer.description)}\n  </cas:authenticationFailure>`,
    );
  const { user, attributes } = answer;
  const lines = Object.entries(attributes ?? {}).flatMap(([name, values]) =>
    values.map((value) =>
      style === 'elements'
        ? `   <cas:${name}>${quoted(value)}</cas:${name}>`
        : `   <cas:attribute name="${quoted(name)}" value="${quoted(value)}"/>`,
    ),
  );
  const block = attributes ? `\n  <cas:attributes>\n${lines.join('\n')}\n  </cas:attributes>` : '';
  return envelope(
    ` <cas:authenticationSuccess>\n  <cas:user>${quoted(user)}</cas:user>${block}\n </cas:authenticationSuccess>`,
  );
}

/** The same in JSON. */
export function jsonAnswer(answer: CasAnswer): string {
  if (answer.kind === 'failure') {
    const { code, description } = answer;
    return JSON.stringify({ serviceResponse: { authenticationFailure: { code, description } } });
  }
  const { user, attributes } = answer;
  const bare = Object.fromEntries(
    Object.entries(attributes ?? {}).map(([name, values]) => [
      name,
      values.length === 1 ? values[0] : values,
    ]),
  );
  const authenticationSuccess = { user, ...(attributes && { attributes: bare }) };
  return JSON.stringify({ serviceResponse: { authenticationSuccess } });
}

/** The logout request that each visited service is sent (appendix C). */
export function logoutRequest(ticket: string, id: string, at: Date): string {
  return `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
     ID="${id}" Version="2.0" IssueInstant="${at.toISOString()}">
    <saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">@NOT_USED@</saml:NameID>
    <samlp:SessionIndex>${ticket}</samlp:SessionIndex>
  </samlp:LogoutRequest>`;
}

function envelope(content: string): string {
  return `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">\n${content}\n</cas:serviceResponse>\n`;
}

/** For text and for attributes in quotes, of XML and of HTML. */
export function quoted(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);
}
