import type { FastifyInstance, FastifyRequest } from 'fastify';
import { errorBody, statusFor } from '../../request/format-error.ts';

/** Whose pages may act in the name of whoever looks at them. */
export interface OriginRules {
  /** Where browsers reach the gateway, `https://host[:port]`. */
  readonly publicUrl: string;
  /** Origins of other pages that were let in. */
  readonly corsOrigins: readonly string[];
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses (403) what would change something in the name of a session's person and may come from a page of another site.
 * Requests without the session's cookie act in nobody's name; `Authorization` is set by no browser of its own accord.
 * Call it before the routes that it guards.
 */
export function addSameOriginGuard(
  app: FastifyInstance,
  rules: OriginRules,
  isCarriedBy: (request: FastifyRequest) => boolean,
): void {
  app.addHook('onRequest', async (request, reply) => {
    if (SAFE_METHODS.has(request.method) || request.headers.authorization !== undefined) return undefined;
    if (!isCarriedBy(request) || comesFromUs(request, rules)) return undefined;
    return reply.code(statusFor('FORBIDDEN')).send(errorBody('FORBIDDEN', request.id));
  });
}

/**
 * By `Sec-Fetch-Site`, which no page can set, else by `Origin`. A request with neither comes from no browser of today; in
 * one of old, a form of another site still lacks its token, and JSON needs a preflight.
 */
function comesFromUs({ headers }: FastifyRequest, { publicUrl, corsOrigins }: OriginRules): boolean {
  const { origin } = headers;
  const isListed = origin !== undefined && corsOrigins.includes(origin);
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none' || isListed;
  return origin === undefined || origin === publicUrl || isListed;
}
