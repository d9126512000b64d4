import type { FastifyInstance } from 'fastify';
import { addBrowserPages } from './browser-pages.ts';
import { readBuiltPages } from './built-pages.ts';
import { addPlainRoutes, type PlainParts } from './plain-routes.ts';

/** What pages need. */
export interface PagesParts extends PlainParts {
  /** Where they were built to: `pages/` and `render/` in it. */
  readonly distDir: string;
}

/**
 * Everything that people see in a browser: the pages that run there, the plain ones that are rendered here, print, PDF,
 * and the addresses that older guides named. What was not built is not served.
 *
 * @returns whether there is a page at `/`
 */
export async function addPages(app: FastifyInstance, parts: PagesParts): Promise<boolean> {
  const built = await readBuiltPages(parts.distDir);
  await addBrowserPages(app, built, parts.formTargets);
  if (built.pageApp !== null) await addPlainRoutes(app, built.pageApp, parts);
  return built.html.app !== null;
}
