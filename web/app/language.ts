import { type Lang, langOf, langTags } from '../texts/language.ts';
import { createStore, type Store } from './store.ts';

const NAME = 'lang';
const YEAR_S = 365 * 24 * 3600;

/** The reader's language: what was chosen in this browser, else Chinese. */
export const language: Store<Lang> = createStore(langOf(remembered()));

/** Says to the browser which language the page is in; at start and after each choice. */
export function applyLanguage(): void {
  document.documentElement.lang = langTags[language.get()];
}

/** Takes another language and remembers it, in a cookie, too, so that pages made by the server know. */
export function chooseLanguage(lang: Lang): void {
  const tag = langTags[lang];
  try {
    localStorage.setItem(NAME, tag);
  } catch {
    // A browser that keeps nothing: the cookie, or this page alone.
  }
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and old Safari
  document.cookie = `${NAME}=${tag}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
  language.set(lang);
  applyLanguage();
}

function remembered(): string | null {
  // The cookie first: the plain pages set no more than it.
  const inCookie = /(?:^|; )lang=([\w-]+)/.exec(document.cookie)?.[1];
  if (inCookie !== undefined) return inCookie;
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null;
  }
}
