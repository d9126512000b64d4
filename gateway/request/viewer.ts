import type { FastifyRequest } from 'fastify';
import type { Bearer } from '../identity/bearer/bearer.ts';
import type { Claims } from '../identity/dev-token.ts';
import type { RolesOf } from '../identity/role-directory.ts';
import { isSubject, type Role } from '../identity/roles.ts';
import type { SessionRead } from '../identity/sessions/sessions.ts';

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

/** What may say who asks; null: not in this mode. */
export interface ViewerParts {
  /** Development tokens carry their own role. */
  readonly devVerifier: ((token: string, now: Date) => Promise<Claims | null>) | null;
  /** The university's tokens say who, never as what. */
  readonly bearer: Bearer | null;
  readonly sessions: {
    read(request: FastifyRequest, use: 'active' | 'passive'): Promise<SessionRead>;
  } | null;
  readonly rolesOf: RolesOf;
  readonly now: () => Date;
}

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;
const MAX_TOKEN_LENGTH = 8192;
const MAX_REMEMBERED = 10_000;

/** Knows nobody: for `--open`, where whatever stands in Authorization is the departments' business. */
export const everybodyIsAnonymous: ReadViewer = async () => nobody;

const nobody = { kind: 'known', viewer: anonymous, stillKnown: async () => true } as const;
const refused = { kind: 'refused' } as const;
const unavailable = { kind: 'unavailable' } as const;

/** A person before roles, a role where the token itself gives it. */
type Named = { readonly sub: string; readonly role?: Role; readonly wanted?: string | null };
type Asked = { readonly kind: 'viewer'; readonly viewer: Viewer } | typeof refused | typeof unavailable;

/**
 * Reads `Authorization: Bearer`, or where there is none the session. Verified development tokens are remembered until they
 * expire, at most 10,000 of them, oldest out first: a signature costs more to check than the rest of a request. Roles
 * are asked for every time: what is granted or revoked holds at the next request.
 */
export function createReadViewer({ devVerifier, bearer, sessions, rolesOf, now }: ViewerParts): ReadViewer {
  const remembered = new Map<string, Claims>();

  return async (request) => {
    const read = await ask(request, 'active');
    if (read.kind !== 'viewer') return read;
    const { viewer } = read;
    // Of the request only what says who asks is held on to.
    const { authorization, cookie } = request.headers;
    const later = { headers: { authorization, cookie } } as FastifyRequest;
    return {
      kind: 'known',
      viewer,
      // A page that is only open is no activity: its session ends as if nobody sat there.
      stillKnown: async () => isSame(await ask(later, 'passive'), viewer),
    };
  };

  async function ask(request: FastifyRequest, use: 'active' | 'passive'): Promise<Asked> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return askToken(authorization);
    const read = (await sessions?.read(request, use)) ?? { kind: 'none' };
    if (read.kind === 'none') return { kind: 'viewer', viewer: anonymous };
    if (read.kind === 'unavailable') return unavailable;
    return inRole({ sub: read.sub, wanted: read.role });
  }

  async function askToken(authorization: string): Promise<Asked> {
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined || token.length > MAX_TOKEN_LENGTH) return refused;
    const at = now();
    const claims = await developmentClaims(token, at);
    if (claims !== null) return inRole(claims);
    const read = (await bearer?.(token, at)) ?? refused;
    return read.kind === 'subject' ? inRole({ sub: read.sub }) : read;
  }

  async function developmentClaims(token: string, at: Date): Promise<Claims | null> {
    const before = remembered.get(token);
    if (before !== undefined && before.expiresAt > at.getTime()) return before;
    remembered.delete(token);
    const claims = (await devVerifier?.(token, at)) ?? null;
    if (claims === null) return null;
    const oldest = remembered.size >= MAX_REMEMBERED ? remembered.keys().next().value : undefined;
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.set(token, claims);
    return claims;
  }

  async function inRole({ sub, role, wanted }: Named): Promise<Asked> {
    if (!isSubject(sub)) return refused;
    if (role !== undefined) return { kind: 'viewer', viewer: { kind: 'person', sub, role } };
    const read = await rolesOf(sub);
    if (read.kind === 'unavailable') return unavailable;
    const granted = read.roles.find((one) => one === wanted) ?? read.roles[0];
    if (granted === undefined) return refused;
    return { kind: 'viewer', viewer: { kind: 'person', sub, role: granted } };
  }
}

function isSame(read: Asked, viewer: Viewer): boolean {
  if (read.kind !== 'viewer' || read.viewer.kind !== viewer.kind) return false;
  if (read.viewer.kind === 'anonymous' || viewer.kind === 'anonymous') return true;
  return read.viewer.sub === viewer.sub && read.viewer.role === viewer.role;
}
