import type { FastifyRequest } from 'fastify';

/** What a finished login says: a person; that it does not hold (why, for the log, no personal data); or nobody to ask. */
export type LoginFinish =
  | {
      readonly kind: 'person';
      readonly sub: string;
      /** What a later single logout names (CAS). */
      readonly ticket?: string;
      /** What the identity provider wants to see again at logout (OIDC). */
      readonly idToken?: string;
    }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unavailable' };

/** Where to send the browser, and what must come back with it: kept on our side, bound to this browser. */
export type LoginBegin =
  | {
      readonly kind: 'redirect';
      readonly redirect: string;
      readonly remember: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'unavailable' };

/** One way to log in at the university's unified identity. Never rejects: what may fail is a value. */
export interface LoginAdapter {
  readonly kind: 'oidc' | 'cas';
  /**
   * Origins that a form of ours may be redirected to, as far as they are known by now: where one logs in and where one is
   * logged out, which need not be one host. Waits for nobody; what is missing is asked for meanwhile.
   */
  formOrigins(): readonly string[];
  /** The first half, for `GET /login`. */
  begin(request: FastifyRequest): Promise<LoginBegin>;
  /** The second half, for `GET /login/callback`; `remembered` is what `begin` asked to keep, given out once. */
  finish(request: FastifyRequest, remembered: Readonly<Record<string, string>>): Promise<LoginFinish>;
  /** Where the browser goes after our own logout, so that the identity provider's session ends too; null: nowhere. */
  logoutUrl(session: { readonly idToken: string | null }): Promise<string | null>;
  /** The ticket that a single-logout post (`POST /login/callback`) names; null where the post is none. CAS only. */
  singleLogout?(form: Readonly<Record<string, unknown>>): string | null;
}
