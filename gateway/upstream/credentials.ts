import type { Person, SignServiceToken } from '../../wire/identity/service-token.ts';
import type { Viewer } from '../request/viewer.ts';

/** How one department is shown that the gateway asks. */
export interface Credentials {
  /** As the supergraph names it; tokens are for it alone. */
  readonly subgraph: string;
  readonly sign: SignServiceToken;
}

/** Who asks, as far as a department is told. */
interface Asker {
  readonly person: Person | null;
  /** The client's own header; in front of a foreign supergraph only. */
  readonly forwardedAuthorization: string | undefined;
}

/** The detail of a call that was not made, because no token could be signed for it. */
export const NO_TOKEN = 'no service token';

/**
 * What stands in a call's Authorization: a token of the gateway's, for a person where the call is made for one. Without
 * credentials, in front of a foreign supergraph, what the client sent. NO_TOKEN where none can be signed.
 */
export async function credentialsFor(
  { person, forwardedAuthorization }: Asker,
  credentials: Credentials | undefined,
): Promise<string | typeof NO_TOKEN | undefined> {
  if (credentials === undefined) return forwardedAuthorization;
  try {
    return `Bearer ${await credentials.sign(credentials.subgraph, person ?? undefined)}`;
  } catch {
    return NO_TOKEN;
  }
}

/**
 * For whom a planned fetch is made: mutations and root fields for the person who asked, so that a department can check
 * again. Entities for nobody: what a rule `@requires` is never narrowed to the viewer, and everybody is told the same.
 */
export function personOf(
  fetch: { readonly kind: 'query' | 'mutation'; readonly representations: object | null },
  viewer: Viewer,
): Person | null {
  if (viewer.kind === 'anonymous') return null;
  return fetch.kind === 'mutation' || fetch.representations === null
    ? { sub: viewer.sub, role: viewer.role }
    : null;
}
