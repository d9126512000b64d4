import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBuiltPages } from '../../../gateway/pages/built-pages.ts';
import type { PageAnswer, PageApp, PagePorts, PageRequest } from '../../../gateway/pages/page-app.ts';
import { ensureWebBuild } from '../../../web/build.ts';

const ROOT = join(import.meta.dirname, '../../..');
const NAME = /^(?:query|mutation) (\w+)/;

/** The server-rendered pages as the gateway loads them. */
export async function openPageApp(): Promise<PageApp> {
  const build = await ensureWebBuild();
  if (build.kind === 'unavailable') throw new Error(build.reason);
  const { pageApp } = await readBuiltPages(join(ROOT, 'web/dist'));
  if (pageApp === null) throw new Error('The build has no server-rendered pages.');
  return pageApp;
}

const names = new Map(
  Object.entries(
    JSON.parse(readFileSync(join(ROOT, 'schema/documents/web.json'), 'utf8')) as Record<string, string>,
  ).map(([id, text]) => [id, NAME.exec(text)?.[1] ?? '']),
);

/** Ports whose documents answer what `answers` says by their names, and nothing else. */
export function fakePorts(
  answers: Readonly<Record<string, unknown>>,
  given: Partial<PagePorts> = {},
): PagePorts {
  return {
    run: async (documentId) => ({ data: answers[names.get(documentId) ?? ''] ?? null, errors: [] }),
    csrfToken: () => 'token',
    isGenuine: () => true,
    newId: () => 'made-by-the-server-1',
    now: () => new Date('2020-06-17T01:02:03Z'),
    fontFile: null,
    ...given,
  };
}

/** A request of a student, by GET unless there is a form. */
export function requestFor(path: string, given: Partial<PageRequest> = {}): PageRequest {
  const url = new URL(path, 'http://here');
  return {
    method: given.form ? 'POST' : 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    form: {},
    cookies: {},
    viewer: { kind: 'person', sub: 'TS2020S1', role: 'student' },
    ...given,
  };
}

/** The HTML of an answer; the test fails where it is another. */
export function htmlOf(answer: PageAnswer): string {
  if (answer.kind !== 'html') throw new Error(`No page, but ${JSON.stringify(answer)}`);
  return answer.html;
}
