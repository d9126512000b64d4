import { type DocumentNode, parse } from 'graphql';

let last: { readonly sdl: string; readonly document: DocumentNode } | null = null;

/**
 * A supergraph's SDL, parsed, without places; not to be changed. The latest is remembered: everybody who takes a supergraph
 * into use reads the same text, which takes longer to parse than all of them need with it.
 */
export function parseSupergraph(sdl: string): DocumentNode {
  if (last?.sdl !== sdl) last = { sdl, document: parse(sdl, { noLocation: true }) };
  return last.document;
}
