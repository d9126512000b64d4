import { fill, say } from '../texts/language.ts';
import { plainTexts, stepTexts } from '../texts/plain.ts';
import { siteTexts } from '../texts/site.ts';
import { readAround, showPage } from './layout.tsx';
import type { Page } from './visit.ts';

/** Figures 1 and 2: what the service is, its steps, the way in, and what was submitted before. */
export const entryPage: Page = async (visit) => {
  const { lang, request } = visit;
  const around = await readAround(visit);
  const start = around?.serviceGuide ? '/plain/guide' : '/plain/clearance';
  return showPage(
    visit,
    { title: say(lang, siteTexts.service), around },
    <>
      <p>{say(lang, plainTexts.intro)}</p>
      {around && (
        <p className="tile">
          <span>{around.site.portal.category}</span>{' '}
          <a className="button" href={start}>
            {say(lang, siteTexts.service)}
          </a>
        </p>
      )}
      <p>
        <a href="/plain/completed">{say(lang, plainTexts.completedLink)}</a>
      </p>
      <h2>{say(lang, plainTexts.stepsHeading)}</h2>
      <ol className="steps">
        {stepTexts.map((text) => (
          <li key={text.en}>{say(lang, text)}</li>
        ))}
      </ol>
      {request.viewer.kind !== 'person' && around && (
        <div className="panel">
          <p>
            <strong>{say(lang, plainTexts.needLogin)}</strong> {say(lang, plainTexts.needLoginText)}
          </p>
          <p>
            {around.site.sso.name} {say(lang, around.site.sso.help)}
          </p>
          <p>
            <a className="button" href="/login?return=%2Fplain%2Fclearance">
              {say(lang, siteTexts.login)}
            </a>
          </p>
        </div>
      )}
      <p className="small">{say(lang, plainTexts.browsers)}</p>
      <p>
        <a href="/">{fill(lang, plainTexts.richPage, {})}</a>
      </p>
    </>,
  );
};
