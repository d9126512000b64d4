/**
 * The SDL as Apollo's libraries accept it. Composition marks `@policy` and its like as being for security, and Apollo's open
 * libraries refuse what they do not enforce. Here they are enforced in front of every engine (gateway/authorization).
 */
export function readableByApollo(supergraphSdl: string): string {
  return supergraphSdl.replaceAll(/(@link\([^()]*?),?\s*for:\s*SECURITY\b/g, '$1');
}
