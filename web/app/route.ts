/** A page of the app. */
export type Route =
  | { readonly page: 'entry' }
  | { readonly page: 'guide' }
  | { readonly page: 'clearance' }
  | { readonly page: 'completed' }
  | { readonly page: 'completed-one'; readonly serial: string }
  | { readonly page: 'none' };

const plain: Readonly<Record<string, Route>> = {
  '/': { page: 'entry' },
  '/guide': { page: 'guide' },
  '/clearance': { page: 'clearance' },
  '/completed': { page: 'completed' },
};
const ONE = /^\/completed\/([A-Za-z0-9]{1,64})$/;

/** The page at a path; `none` for a path that belongs to the server or to nobody. */
export function routeOf(pathname: string): Route {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
  const known = plain[path];
  if (known) return known;
  const serial = ONE.exec(path)?.[1];
  return serial === undefined ? { page: 'none' } : { page: 'completed-one', serial };
}
