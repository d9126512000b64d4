import { SaxesParser, type SaxesTagNS } from 'saxes';

/** An element with its namespace resolved. Comments are no part of it, so they cannot cut a text in two. */
export interface XmlElement {
  /** The namespace's URI, empty where it has none. */
  readonly uri: string;
  readonly local: string;
  /** Attributes that carry no prefix, by name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The element's own text and CDATA, joined; not that of its children. */
  readonly text: string;
}

const MAX_DEPTH = 16;
const MAX_ELEMENTS = 2_000;

/**
 * The root of a small document, or null for whatever is not well-formed XML 1.0 in UTF-8 with its namespaces declared.
 *
 * Refused besides: a DOCTYPE, so that there are no entities but the five of XML and nothing is ever fetched; processing
 * instructions; more than 16 levels or 2,000 elements.
 */
export function parseXml(text: string): XmlElement | null {
  try {
    return read(text);
  } catch {
    return null;
  }
}

type Open = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & { children: XmlElement[] };

function read(text: string): XmlElement | null {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: Open[] = [];
  let root: XmlElement | null = null;
  let elements = 0;
  const refuse = (): never => {
    throw new Error('refused');
  };
  const add = (part: string): void => {
    const top = open.at(-1);
    if (top !== undefined) top.text += part;
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('processinginstruction', refuse);
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== '1.0' || (encoding ?? 'utf-8').toLowerCase() !== 'utf-8') refuse();
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (open.length >= MAX_DEPTH || elements > MAX_ELEMENTS) refuse();
    const element = opened(tag);
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  return root;
}

function opened({ uri, local, attributes }: SaxesTagNS): Open {
  const plain = Object.values(attributes).filter(({ prefix }) => prefix === '');
  const values = new Map(plain.map(({ local, value }) => [local, value]));
  return { uri, local, attributes: values, children: [], text: '' };
}
