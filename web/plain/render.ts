import { langOf } from '../texts/language.ts';
import { plainTexts } from '../texts/plain.ts';
import { assetAt } from './assets.ts';
import type { PageAnswer, PagePorts, PageRequest } from './page-app.ts';
import { findPage, routes } from './pages.ts';
import { notFound, staleForm, trouble } from './trouble-page.tsx';
import { goTo, goToLogin, type Visit } from './visit.ts';

/** The server-rendered pages, as the gateway loads them. */
export const pageApp = { routes, answer };

async function answer(request: PageRequest, ports: PagePorts): Promise<PageAnswer> {
  const file = assetAt(request.path);
  if (file !== null) return file;
  const found = findPage(request.method, request.path);
  const search = new URLSearchParams(request.query).toString();
  const visit: Visit = {
    request,
    ports,
    lang: langOf(request.cookies.lang),
    here:
      request.method === 'GET' ? `${request.path}${search && `?${search}`}` : backFrom(request, found?.back),
    params: found?.params ?? {},
  };
  if (request.path === '/plain/language') return switchLanguage(request);
  if (found === null) return notFound(visit);
  if (found.for !== 'everybody') {
    if (request.viewer.kind !== 'person') return goToLogin(visit);
    if (found.for === 'students' && request.viewer.role !== 'student')
      return trouble(visit, 403, plainTexts.otherRole, plainTexts.otherRoleText);
  }
  // Whoever is not logged in has nothing that another site could use.
  if (request.method === 'POST' && !ports.isGenuine()) return staleForm(visit);
  return found.page(visit);
}

/** Where one goes on after a login that a form had to wait for: to its page, with the key of the same intention. */
function backFrom({ form }: PageRequest, page = '/plain'): string {
  return form.key === undefined ? page : `${page}?${new URLSearchParams({ key: form.key })}`;
}

/** Keeps the language for every page, the full ones too, and goes back. */
function switchLanguage({ query }: PageRequest): PageAnswer {
  const { to, return: back = '/plain' } = query;
  // Only to a page of ours: `//host` and `/\host` would be another's.
  const isOurs = /^\/(?![/\\])/.test(back);
  return { ...goTo(isOurs ? back : '/plain'), cookies: { lang: to === 'en' ? 'en' : 'zh-CN' } } as PageAnswer;
}
