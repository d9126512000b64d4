const MAX_LENGTH = 2048;
const HERE = 'http://here.invalid';

/**
 * The path to return to after login: what was asked for where it is a path of this site (`/a?b#c`), else `/`. Whatever
 * a browser might read as another site (`//host`, `/\host`, a scheme, control characters) is not.
 */
export function returnPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > MAX_LENGTH) return '/';
  // Browsers drop tabs and line ends, and take a backslash for a slash.
  if (!asked.startsWith('/') || /[\\\p{Cc}\p{Zs}]/u.test(asked)) return '/';
  if (asked.startsWith('//') || !URL.canParse(asked, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, HERE);
  // `/./` and `/..//host` become `//host` once a browser has tidied them.
  if (origin !== HERE || pathname.startsWith('//')) return '/';
  // Back into the login would go in circles.
  return /^\/log(in|out)(\/|$)/.test(pathname) ? '/' : `${pathname}${search}${hash}`;
}
