import type { Claims } from '../identity/dev-token.ts';
import type { Role } from '../identity/roles.ts';

/** Who asks. */
export type Viewer =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'person'; readonly sub: string; readonly role: Role; readonly token: string };

/** A viewer, or that the Authorization header does not hold. */
export type ViewerRead = { readonly kind: 'known'; readonly viewer: Viewer } | { readonly kind: 'refused' };

/** Reads the Authorization header; undefined is an anonymous caller. */
export type ReadViewer = (authorization: string | undefined) => Promise<ViewerRead>;

/** Nobody in particular. */
export const anonymous: Viewer = { kind: 'anonymous' };

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;
const MAX_TOKEN_LENGTH = 8192;
const MAX_REMEMBERED = 10_000;

/** Knows nobody: for `--open`, where whatever stands in Authorization is the departments' business. */
export const everybodyIsAnonymous: ReadViewer = async () => ({ kind: 'known', viewer: anonymous });

/**
 * Reads `Authorization: Bearer <token>` with the given verifier. Verified tokens are remembered until they expire, at
 * most 10,000 of them, oldest out first: a signature costs more to check than the rest of a request.
 */
export function createReadViewer(
  verify: (token: string, now: Date) => Promise<Claims | null>,
  now: () => Date,
): ReadViewer {
  const remembered = new Map<string, { viewer: Viewer; expiresAt: number }>();
  return async (authorization) => {
    if (authorization === undefined) return { kind: 'known', viewer: anonymous };
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined || token.length > MAX_TOKEN_LENGTH) return { kind: 'refused' };
    const at = now();
    const before = remembered.get(token);
    if (before !== undefined) {
      if (before.expiresAt > at.getTime()) return { kind: 'known', viewer: before.viewer };
      remembered.delete(token);
    }
    const claims = await verify(token, at);
    if (claims === null) return { kind: 'refused' };
    const viewer: Viewer = { kind: 'person', sub: claims.sub, role: claims.role, token };
    remember(token, { viewer, expiresAt: claims.expiresAt });
    return { kind: 'known', viewer };
  };

  function remember(token: string, entry: { viewer: Viewer; expiresAt: number }): void {
    const oldest = remembered.size >= MAX_REMEMBERED ? remembered.keys().next().value : undefined;
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.set(token, entry);
  }
}
