import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a GET may have been made by a page of another site in the name of whoever looks at it. Such a page can make
 * the browser send cookies, but can set no header of ours without asking first (a preflight, which only
 * `CORS_ORIGINS` pass), and cannot hide where it comes from (`Sec-Fetch-Site`). A request without that header and
 * without cookies comes from no browser of today, and carries nothing that could be abused.
 *
 * @param preflightHeaders names, lower case, that need a preflight
 */
export function maybeCrossSite(headers: IncomingHttpHeaders, preflightHeaders: readonly string[]): boolean {
  if (preflightHeaders.some((name) => Boolean(headers[name]))) return false;
  // A browser adds Basic by itself, Bearer never.
  if (/^Bearer /i.test(headers.authorization ?? '')) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return headers.cookie !== undefined || headers.origin !== undefined;
}
