import { cancelCard, cancelCardPage } from './cancel-card-page.tsx';
import { clearancePage } from './clearance-page.tsx';
import { completedPage, receiptPage, servicePage } from './completed-pages.tsx';
import { deskPage } from './desk-page.ts';
import { entryPage } from './entry-page.tsx';
import { guidePage, setFavorite } from './guide-page.tsx';
import { formFile, printPage } from './print-page.tsx';
import { submitPage } from './submit-page.tsx';
import { submit, submitResultPage } from './submit-result.tsx';
import { verifyPage } from './verify-page.tsx';
import type { Page } from './visit.ts';

/** A page, and whom it is for. */
interface Route {
  readonly method: 'GET' | 'POST';
  /** A segment that begins with a colon names a part of the path. */
  readonly path: string;
  readonly for: 'everybody' | 'people' | 'students';
  readonly page: Page;
  /** Where one goes on after a login that a POST had to wait for. */
  readonly back?: string;
}

const table: readonly Route[] = [
  { method: 'GET', path: '/plain', for: 'everybody', page: entryPage },
  { method: 'GET', path: '/plain/guide', for: 'everybody', page: guidePage },
  { method: 'POST', path: '/plain/favorite', for: 'people', page: setFavorite, back: '/plain/guide' },
  { method: 'GET', path: '/plain/clearance', for: 'students', page: clearancePage },
  { method: 'GET', path: '/plain/cancel-card', for: 'students', page: cancelCardPage },
  {
    method: 'POST',
    path: '/plain/cancel-card',
    for: 'students',
    page: cancelCard,
    back: '/plain/cancel-card',
  },
  { method: 'GET', path: '/plain/submit', for: 'students', page: submitPage },
  { method: 'POST', path: '/plain/submit', for: 'students', page: submit, back: '/plain/submit' },
  { method: 'GET', path: '/plain/submit/result', for: 'students', page: submitResultPage },
  { method: 'GET', path: '/plain/receipt/:serial', for: 'students', page: receiptPage },
  { method: 'GET', path: '/plain/completed', for: 'students', page: completedPage },
  { method: 'GET', path: '/plain/completed/:serial', for: 'people', page: servicePage },
  { method: 'GET', path: '/completed/:serial/print', for: 'people', page: printPage },
  { method: 'GET', path: '/completed/:serial/form.pdf', for: 'people', page: formFile },
  { method: 'GET', path: '/plain/verify', for: 'everybody', page: verifyPage },
  { method: 'GET', path: '/plain/desk', for: 'everybody', page: deskPage },
];

/** What the gateway sends here. */
export const routes = ['/plain', '/plain/*', '/completed/:serial/print', '/completed/:serial/form.pdf'];

/** The page of a path; null where there is none. */
export function findPage(
  method: Route['method'],
  path: string,
): (Route & { readonly params: Readonly<Record<string, string>> }) | null {
  for (const route of table) {
    if (route.method !== method) continue;
    const params = match(route.path, path);
    if (params !== null) return { ...route, params };
  }
  return null;
}

function match(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split('/'), path.replace(/(?<=.)\/$/, '').split('/')];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decoded(segment);
    else if (part !== segment) return null;
  }
  return params;
}

/** A segment that is not well encoded names nothing. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
