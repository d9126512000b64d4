import type { ReactElement } from 'react';
import type { Guide, Site } from '../../show/graph-types.ts';
import { Icon } from '../../show/icon.tsx';
import { TextWithPhone } from '../../show/phone-link.tsx';
import { entryTexts, stepTexts } from '../../texts/entry.ts';
import { guideActionTexts } from '../../texts/guide.ts';
import { fill, type Lang, say } from '../../texts/language.ts';
import { siteTexts } from '../../texts/site.ts';
import { loginHref, session } from '../session.ts';
import { FaultPanel } from '../shell/fault-panel.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { useLang } from '../shell/use-lang.ts';
import { readSite, siteState } from '../site.ts';
import { useStore } from '../use-store.ts';

/** The first page (figures 1 and 2): what the service is, its tile in the hall, the steps, and how to log in. */
export function EntryPage(): ReactElement {
  const lang = useLang();
  const state = useStore(siteState);
  const site = state.kind === 'shown' ? state.site : null;
  const isZh = lang === 'zh';
  const title = (isZh && site?.title) || say(lang, siteTexts.service);
  return (
    <>
      <PageTitle title={title} className="title-of-service" />
      <p className="lead">{say(lang, entryTexts.purpose)}</p>
      {state.kind === 'fault' && <FaultPanel fault={state.fault} onRetry={() => void readSite()} />}
      <Tiles site={site} guide={state.kind === 'shown' ? state.guide : null} lang={lang} />
      <Steps withDiploma={site?.diploma !== null} lang={lang} />
      <LoginHelp site={site} lang={lang} />
      <p className="browsers">
        {say(lang, entryTexts.browsers)} <a href="/plain">{say(lang, entryTexts.plain)}</a>
      </p>
    </>
  );
}

/** The tile 研究生离校服务 under its column, the way to what is submitted, and the favourites. */
function Tiles({ site, guide, lang }: { site: Site | null; guide: Guide | null; lang: Lang }): ReactElement {
  const who = useStore(session);
  // The older profile has no guide page: its tile leads straight to the clearance.
  const href = guide || site === null ? '/guide' : '/clearance';
  const isOut = who.kind === 'anonymous';
  return (
    <section className="tiles" aria-labelledby="tiles-title">
      <h2 id="tiles-title">
        {lang === 'zh' && site ? site.portal.category : say(lang, entryTexts.category)}
      </h2>
      <a className="tile" href={href}>
        <span>
          <strong>{say(lang, siteTexts.service)}</strong>
          {href === '/guide' && <small>{say(lang, guideActionTexts.heading)}</small>}
        </span>
        <Icon name="arrow" />
      </a>
      <p className="actions">
        <a className="button button-main" href={isOut ? loginHref('/clearance') : '/clearance'}>
          {say(lang, isOut ? entryTexts.startOut : entryTexts.start)}
        </a>
      </p>
      <p>
        <a href="/completed">{say(lang, entryTexts.already)}</a>
        {lang === 'zh' && site && (
          <small className="place">
            <span className="on-pc">（{site.portal.completedPath}）</span>
            <span className="on-phone">（{site.portal.mobileCompletedPath}）</span>
          </small>
        )}
      </p>
      {guide?.isFavorite && (
        <p className="favourites">
          <Icon name="star" />
          {say(lang, entryTexts.favourites)}
          {lang === 'zh' ? '：' : ': '}
          <a href={href}>{lang === 'zh' ? guide.serviceName : say(lang, siteTexts.service)}</a>
        </p>
      )}
    </section>
  );
}

function Steps({ withDiploma, lang }: { withDiploma: boolean; lang: Lang }): ReactElement {
  const steps = withDiploma ? stepTexts : stepTexts.slice(0, -1);
  return (
    <section aria-labelledby="steps-title">
      <h2 id="steps-title">{say(lang, entryTexts.steps)}</h2>
      <ol className="steps">
        {steps.map(({ name, text }) => (
          <li key={name.zh}>
            <strong>{say(lang, name)}</strong>
            <span>{say(lang, text)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function LoginHelp({ site, lang }: { site: Site | null; lang: Lang }): ReactElement | null {
  if (site === null) return null;
  const { name, help, phone, email } = site.sso;
  return (
    <section className="help" aria-labelledby="help-title">
      <h2 id="help-title">{say(lang, entryTexts.help)}</h2>
      <p>{fill(lang, entryTexts.loginWith, { name })}</p>
      <p>
        <TextWithPhone text={say(lang, help)} phone={phone} />{' '}
        {email && <a href={`mailto:${email}`}>{email}</a>}
      </p>
    </section>
  );
}
