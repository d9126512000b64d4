import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/**
 * The token of forms while people are known by a bearer token, which no other site can make a browser send: a digest
 * of it. Sessions by cookie bring their own.
 */
export function bearerCsrfToken({ headers: { authorization = '' } }: FastifyRequest): string {
  return createHash('sha256').update(`csrf\0${authorization}`).digest('base64url');
}

/** Whether the form's `_csrf` is that token. */
export function carriesBearerCsrfToken(request: FastifyRequest): boolean {
  const { body } = request;
  const given = typeof body === 'object' && body !== null && '_csrf' in body ? String(body._csrf) : '';
  const [left, right] = [Buffer.from(given), Buffer.from(bearerCsrfToken(request))];
  return left.length === right.length && timingSafeEqual(left, right);
}
