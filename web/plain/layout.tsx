import type { ReactElement, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { ServiceGuideDocument, type ServiceGuideQuery } from '../graph.generated/graphql.ts';
import { Contacts } from '../show/contacts.tsx';
import { fill, type Lang, langTags, say } from '../texts/language.ts';
import { plainTexts } from '../texts/plain.ts';
import { siteTexts } from '../texts/site.ts';
import { plainStyle } from './assets.ts';
import type { PageAnswer } from './page-app.ts';
import { ask, type Visit } from './visit.ts';

/** The portal and the guide around every page; null while they cannot be read. */
export type Around = ServiceGuideQuery | null;

/** What a page is besides its content. */
export interface PageFrame {
  readonly title: string;
  readonly status?: number;
  /** Read before, where the page needed it itself. */
  readonly around?: Around;
}

/** A whole page: head, navigation, content, the telephone numbers. */
export async function showPage(visit: Visit, frame: PageFrame, content: ReactNode): Promise<PageAnswer> {
  const around = frame.around === undefined ? await readAround(visit) : frame.around;
  const html = documentOf(
    visit.lang,
    <Head title={frame.title} styles={[plainStyle.path]} />,
    <Body visit={visit} around={around} title={frame.title}>
      {content}
    </Body>,
  );
  return { kind: 'html', status: frame.status ?? 200, html };
}

/** The portal and the guide, as every page shows them. */
export async function readAround(visit: Visit): Promise<Around> {
  return (await ask(visit, ServiceGuideDocument, {})).data;
}

/** An HTML document as a text. */
export function documentOf(lang: Lang, head: ReactElement, body: ReactElement): string {
  const markup = renderToStaticMarkup(
    <html lang={langTags[lang]}>
      {head}
      {body}
    </html>,
  );
  return `<!DOCTYPE html>${markup}`;
}

/** 360's browsers choose their newest engine by `renderer`, IE by the header X-UA-Compatible and its meta element. */
export function Head({ title, styles }: { title: string; styles: readonly string[] }): ReactElement {
  return (
    <head>
      <meta charSet="utf-8" />
      <meta httpEquiv="X-UA-Compatible" content="IE=edge" />
      <meta name="renderer" content="webkit" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="format-detection" content="telephone=no" />
      <title>{title}</title>
      <link rel="icon" href="data:," />
      {styles.map((path) => (
        <link key={path} rel="stylesheet" href={path} />
      ))}
    </head>
  );
}

function Body({
  visit,
  around,
  title,
  children,
}: {
  visit: Visit;
  around: Around;
  title: string;
  children: ReactNode;
}): ReactElement {
  const { lang } = visit;
  return (
    <body>
      <a className="skip" href="#content">
        {say(lang, siteTexts.skip)}
      </a>
      <header className="head">
        <p className="brand">
          <a href="/plain">{say(lang, plainTexts.brand)}</a> <span>{say(lang, plainTexts.plainNote)}</span>
        </p>
        <Account visit={visit} />
        <Navigation visit={visit} around={around} />
      </header>
      <main id="content" className="content" tabIndex={-1}>
        <h1>{title}</h1>
        {children}
      </main>
      <footer className="foot">
        {around && <Contacts site={around.site} lang={lang} />}
        <p>
          <a href="/plain/verify">{say(lang, plainTexts.verifyLink)}</a>
        </p>
      </footer>
    </body>
  );
}

function Account({ visit }: { visit: Visit }): ReactElement {
  const { lang, request, ports, here } = visit;
  const other = lang === 'zh' ? 'en' : 'zh';
  const { viewer } = request;
  return (
    <div className="account">
      <a
        className="language"
        lang={langTags[other]}
        href={`/plain/language?to=${other}&return=${encodeURIComponent(here)}`}
      >
        {say(lang, plainTexts.switchLanguage)}
      </a>
      {viewer.kind === 'person' ? (
        <form method="post" action="/logout">
          <input type="hidden" name="_csrf" value={ports.csrfToken()} />
          <span>{fill(lang, plainTexts.loggedInAs, { sub: viewer.sub })}</span>{' '}
          <button type="submit" className="quiet">
            {say(lang, siteTexts.logout)}
          </button>
        </form>
      ) : (
        <a href={`/login?return=${encodeURIComponent(here)}`}>{say(lang, siteTexts.login)}</a>
      )}
    </div>
  );
}

function Navigation({ visit, around }: { visit: Visit; around: Around }): ReactElement {
  const { lang, request } = visit;
  const links = [
    ['/plain', siteTexts.home],
    ...(around?.serviceGuide ? ([['/plain/guide', { zh: '服务指南', en: 'Guide' }]] as const) : []),
    ['/plain/clearance', siteTexts.clearance],
    ['/plain/completed', siteTexts.completed],
  ] as const;
  return (
    <nav className="nav" aria-label={say(lang, siteTexts.menu)}>
      <ul>
        {links.map(([path, text]) => (
          <li key={path}>
            <a href={path} aria-current={request.path === path ? 'page' : undefined}>
              {say(lang, text)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
