import type { FastifyRequest } from 'fastify';
import type { Claims } from '../identity/dev-token.ts';
import type { Role } from '../identity/roles.ts';

/** Who asks. */
export type Viewer =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'person'; readonly sub: string; readonly role: Role };

/** A viewer, and whether it is still the same, role included: for streams that stay open. It holds on to little. */
export interface KnownViewer {
  readonly kind: 'known';
  readonly viewer: Viewer;
  readonly stillKnown: () => Promise<boolean>;
}

/**
 * A viewer; or that what should say who asks does not hold; or that nobody could be asked whether it does.
 */
export type ViewerRead = KnownViewer | { readonly kind: 'refused' } | { readonly kind: 'unavailable' };

/** Reads who asks from a request, its headers and its session; a request with neither is an anonymous caller's. */
export type ReadViewer = (request: FastifyRequest) => Promise<ViewerRead>;

/** Nobody in particular. */
export const anonymous: Viewer = { kind: 'anonymous' };

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;
const MAX_TOKEN_LENGTH = 8192;
const MAX_REMEMBERED = 10_000;

/** Knows nobody: for `--open`, where whatever stands in Authorization is the departments' business. */
export const everybodyIsAnonymous: ReadViewer = async () => nobody;

const nobody = { kind: 'known', viewer: anonymous, stillKnown: async () => true } as const;

/**
 * Reads `Authorization: Bearer <token>` with the given verifier. Verified tokens are remembered until they expire, at
 * most 10,000 of them, oldest out first: a signature costs more to check than the rest of a request.
 */
export function createReadViewer(
  verify: (token: string, now: Date) => Promise<Claims | null>,
  now: () => Date,
): ReadViewer {
  const remembered = new Map<string, { viewer: Viewer; expiresAt: number }>();
  return ({ headers: { authorization } }) => read(authorization);

  async function read(authorization: string | undefined): Promise<ViewerRead> {
    if (authorization === undefined) return nobody;
    const stillKnown = async () => (await read(authorization)).kind === 'known';
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined || token.length > MAX_TOKEN_LENGTH) return { kind: 'refused' };
    const at = now();
    const before = remembered.get(token);
    if (before !== undefined) {
      if (before.expiresAt > at.getTime()) return { kind: 'known', viewer: before.viewer, stillKnown };
      remembered.delete(token);
    }
    const claims = await verify(token, at);
    if (claims === null) return { kind: 'refused' };
    const viewer: Viewer = { kind: 'person', sub: claims.sub, role: claims.role };
    remember(token, { viewer, expiresAt: claims.expiresAt });
    return { kind: 'known', viewer, stillKnown };
  }

  function remember(token: string, entry: { viewer: Viewer; expiresAt: number }): void {
    const oldest = remembered.size >= MAX_REMEMBERED ? remembered.keys().next().value : undefined;
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.set(token, entry);
  }
}
