import { parseXml, type XmlElement } from './xml-element.ts';

/** What a CAS server said of a ticket. */
export type ServiceResponse =
  | {
      readonly kind: 'success';
      readonly user: string;
      /** Every value of each attribute that was released. */
      readonly attributes: ReadonlyMap<string, readonly string[]>;
      /** `proxied`: the ticket came through another service, which speaks for the person. */
      readonly way: 'direct' | 'proxied';
    }
  | { readonly kind: 'failure'; readonly code: string }
  | { readonly kind: 'malformed' };

const CAS = 'http://www.yale.edu/tp/cas';
const malformed = { kind: 'malformed' } as const;

/**
 * Reads the answer of `/p3/serviceValidate` (CAS Protocol 3.0, 2.5.2 and appendix A). An answer that could be read in
 * two ways is malformed: two users, success and failure at once, an element where a text belongs.
 *
 * Attributes come as the protocol has them, `<cas:NAME>value</cas:NAME>` within `<cas:attributes>`, repeated for several
 * values, or as older servers write them, `<cas:attribute name="NAME" value="…"/>` there or beside the user.
 */
export function readServiceResponse(text: string): ServiceResponse {
  const root = parseXml(text);
  if (root === null || !isCas(root, 'serviceResponse')) return malformed;
  const [answer, another] = root.children;
  if (answer === undefined || another !== undefined || hasText(root)) return malformed;
  if (isCas(answer, 'authenticationSuccess')) return readSuccess(answer);
  if (isCas(answer, 'authenticationFailure')) return readFailure(answer);
  return malformed;
}

function readSuccess(success: XmlElement): ServiceResponse {
  const named = (local: string) => success.children.filter((child) => isCas(child, local));
  const [user, anotherUser] = named('user').map(textOf);
  const blocks = named('attributes');
  if (typeof user !== 'string' || user === '' || anotherUser !== undefined) return malformed;
  if (blocks.length > 1 || blocks.some(hasText) || hasText(success)) return malformed;
  const attributes = new Map<string, string[]>();
  for (const element of [...named('attribute'), ...blocks.flatMap(({ children }) => children)]) {
    const read = readAttribute(element);
    if (read !== null) attributes.set(read.name, [...(attributes.get(read.name) ?? []), read.value]);
  }
  const way = named('proxies').length > 0 ? 'proxied' : 'direct';
  return { kind: 'success', user, attributes, way };
}

/** Null for what is not CAS's own, and for values with a structure, which nobody here asks for. */
function readAttribute(element: XmlElement): { name: string; value: string } | null {
  if (element.uri !== CAS) return null;
  const given = element.local === 'attribute' ? element.attributes.get('name') : undefined;
  const value = (given === undefined ? undefined : bare(element.attributes.get('value'))) ?? textOf(element);
  return value === null ? null : { name: given ?? element.local, value };
}

function readFailure(failure: XmlElement): ServiceResponse {
  const code = bare(failure.attributes.get('code'));
  return code === undefined || textOf(failure) === null ? malformed : { kind: 'failure', code };
}

/** The text of an element that holds nothing else, without the space around it; null where it holds elements. */
function textOf({ children, text }: XmlElement): string | null {
  return children.length === 0 ? bare(text) : null;
}

/** Without XML's white space around it, and no other: a name may begin with a space of another kind, and be another's. */
function bare<Text extends string | undefined>(text: Text): Text {
  return text?.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '') as Text;
}

function hasText({ text }: XmlElement): boolean {
  return bare(text) !== '';
}

function isCas({ uri, local }: XmlElement, name: string): boolean {
  return uri === CAS && local === name;
}
