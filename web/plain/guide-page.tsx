import { ServiceGuideDocument, SetFavoriteDocument } from '../graph.generated/graphql.ts';
import { GuideFields } from '../show/guide-fields.tsx';
import { guideActionTexts } from '../texts/guide.ts';
import { say } from '../texts/language.ts';
import { plainTexts } from '../texts/plain.ts';
import { PostForm } from './form-of.tsx';
import { showPage } from './layout.tsx';
import { unread } from './trouble-page.tsx';
import { ask, goTo, type Page } from './visit.ts';

const RESULTS = {
  added: guideActionTexts.added,
  removed: guideActionTexts.removed,
  failed: guideActionTexts.failed,
};

/** Figure 3: the 18 fields, 我要办理, 我要收藏; straight to the clearance where this year has no guide. */
export const guidePage: Page = async (visit) => {
  const { lang, request, ports } = visit;
  const said = await ask(visit, ServiceGuideDocument, {});
  if (said.data === null) return unread(visit, said);
  const guide = said.data.serviceGuide;
  if (!guide) return goTo('/plain/clearance');
  const result = RESULTS[request.query.favorite as keyof typeof RESULTS];
  const isOn = guide.isFavorite === true;
  return showPage(
    visit,
    { title: guide.serviceName, around: said.data },
    <>
      {result && <p className="panel">{say(lang, result)}</p>}
      <p>
        <a className="button" href="/plain/clearance">
          {say(lang, guideActionTexts.start)}
        </a>
      </p>
      {request.viewer.kind === 'person' && (
        <PostForm
          action="/plain/favorite"
          ports={ports}
          fields={{ service: guide.id, on: isOn ? '0' : '1' }}
          button={say(lang, isOn ? plainTexts.unfavorite : guideActionTexts.favorite)}
          look="quiet"
        />
      )}
      <GuideFields guide={guide} lang={lang} />
    </>,
  );
};

/** 我要收藏 by a form. */
export const setFavorite: Page = async (visit) => {
  const { service = '', on } = visit.request.form;
  const input = { serviceId: service, on: on === '1' };
  const { data } = await ask(visit, SetFavoriteDocument, { input });
  const isSet = data?.setFavorite?.__typename === 'FavoriteSet';
  return goTo('/plain/guide', { favorite: isSet ? (input.on ? 'added' : 'removed') : 'failed' });
};
