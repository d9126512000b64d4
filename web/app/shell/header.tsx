import type { ReactElement } from 'react';
import { langTags, say } from '../../texts/language.ts';
import { siteTexts } from '../../texts/site.ts';
import { forgetClearance } from '../clearance/clearance-model.ts';
import { chooseLanguage } from '../language.ts';
import { path } from '../navigation.ts';
import { loginHref, session } from '../session.ts';
import { useStore } from '../use-store.ts';
import { useLang } from './use-lang.ts';

const places = [
  ['/', siteTexts.home],
  ['/clearance', siteTexts.clearance],
  ['/completed', siteTexts.completed],
] as const;

/** The name of the service, the places of it, the other language, and in or out. */
export function Header(): ReactElement {
  const lang = useLang();
  const here = useStore(path);
  const other = lang === 'zh' ? 'en' : 'zh';
  return (
    <header className="top">
      <a className="skip" href="#main">
        {say(lang, siteTexts.skip)}
      </a>
      <div className="top-row">
        <a className="brand" href="/">
          {say(lang, siteTexts.service)}
        </a>
        <button
          type="button"
          className="top-button"
          lang={langTags[other]}
          onClick={() => chooseLanguage(other)}
        >
          {say(lang, siteTexts.otherLanguage)}
        </button>
        <InOrOut here={here} />
      </div>
      <nav aria-label={say(lang, siteTexts.menu)}>
        <ul>
          {places.map(([href, name]) => (
            <li key={href}>
              <a href={href} aria-current={isAt(here, href) ? 'page' : undefined}>
                {say(lang, name)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

function InOrOut({ here }: { here: string }): ReactElement {
  const lang = useLang();
  const who = useStore(session);
  if (who.kind === 'person')
    return (
      <form method="post" action="/logout" onSubmit={forget}>
        <input type="hidden" name="_csrf" value={who.csrfToken} />
        <button type="submit" className="top-button">
          {say(lang, siteTexts.logout)}
        </button>
      </form>
    );
  return (
    <a className="top-button" href={loginHref(here)}>
      {say(lang, siteTexts.login)}
    </a>
  );
}

function forget(): void {
  forgetClearance();
  path.set('/');
}

function isAt(here: string, href: string): boolean {
  if (href === '/') return here === '/' || here === '/guide';
  return here === href || here.startsWith(`${href}/`);
}
