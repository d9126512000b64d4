import { type Bilingual, say } from '../texts/language.ts';
import { plainTexts } from '../texts/plain.ts';
import { siteTexts } from '../texts/site.ts';
import { showPage } from './layout.tsx';
import type { PageAnswer } from './page-app.ts';
import { goToLogin, type Said, type Visit } from './visit.ts';

/** There is nothing at this address, or nothing that this person may see. */
export function notFound(visit: Visit): Promise<PageAnswer> {
  return trouble(visit, 404, plainTexts.notFound, plainTexts.notFoundText);
}

/** The form came without the token of this login: nothing was done. */
export function staleForm(visit: Visit): Promise<PageAnswer> {
  return trouble(visit, 403, plainTexts.stale, plainTexts.staleText);
}

/** What a page needs could not be read: the login where that is what is missing, else what to do. */
export async function unread(visit: Visit, { codes }: Said<unknown>): Promise<PageAnswer> {
  if (codes.includes('UNAUTHENTICATED')) return goToLogin(visit);
  if (codes.includes('FORBIDDEN')) return trouble(visit, 403, plainTexts.otherRole, plainTexts.otherRoleText);
  return trouble(visit, 503, plainTexts.unavailable, plainTexts.unavailableText);
}

/** A page that says what is the matter. */
export async function trouble(
  visit: Visit,
  status: number,
  title: Bilingual,
  text: Bilingual,
): Promise<PageAnswer> {
  const { lang } = visit;
  return showPage(
    visit,
    { title: say(lang, title), status },
    <>
      <p>{say(lang, text)}</p>
      <p>
        <a href="/plain">{say(lang, siteTexts.toHome)}</a>
      </p>
    </>,
  );
}
