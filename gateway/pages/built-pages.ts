import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PageApp } from './page-app.ts';

/** An HTML file as it is sent. */
export interface HtmlPage {
  readonly html: string;
  readonly etag: string;
}

/** Names of the pages that run in the browser. */
export type PageName = 'app' | 'verify' | 'desk' | 'reports';

/** What a build of the pages left. */
export interface BuiltPages {
  /** Null: the build has no such page. */
  readonly html: Readonly<Record<PageName, HtmlPage | null>>;
  /** Files whose names change with their content; null: there are none. */
  readonly assetsDir: string | null;
  readonly pageApp: PageApp | null;
}

const RENDER = ['render', 'render.js'];

/** Reads what was built into `distDir`; whatever is absent is null. */
export async function readBuiltPages(distDir: string): Promise<BuiltPages> {
  const assetsDir = join(distDir, 'pages', 'assets');
  const render = join(distDir, ...RENDER);
  return {
    html: {
      app: readHtml(distDir, 'app'),
      verify: readHtml(distDir, 'verify'),
      desk: readHtml(distDir, 'desk'),
      reports: readHtml(distDir, 'reports'),
    },
    assetsDir: existsSync(assetsDir) ? assetsDir : null,
    pageApp: existsSync(render)
      ? ((await import(pathToFileURL(render).href)) as { pageApp: PageApp }).pageApp
      : null,
  };
}

function readHtml(distDir: string, name: PageName): HtmlPage | null {
  const file = join(distDir, 'pages', name, 'index.html');
  if (!existsSync(file)) return null;
  const html = readFileSync(file, 'utf8');
  return { html, etag: `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"` };
}
