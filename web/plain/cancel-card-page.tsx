import { CancelLibraryCardDocument, ClearancePageDocument } from '../graph.generated/graphql.ts';
import { PhoneLink } from '../show/phone-link.tsx';
import { Reasons } from '../show/reasons.tsx';
import { say } from '../texts/language.ts';
import { cardTexts } from '../texts/plain.ts';
import { PostForm } from './form-of.tsx';
import { showPage } from './layout.tsx';
import { unread } from './trouble-page.tsx';
import { ask, goTo, type Page, personOf } from './visit.ts';

const HERE = '/plain/cancel-card';

/** 注销借书证: what it means in the guide's words, then the button; or what stands in the way and whom to call. */
export const cancelCardPage: Page = async (visit) => {
  const { lang, ports, request } = visit;
  const said = await ask(visit, ClearancePageDocument, { studentId: personOf(visit) });
  const library = said.data?.clearance?.library;
  if (!library) return unread(visit, said);
  if (library.cardStatus === 'CANCELLED') return goTo('/plain/clearance', { card: 'already' });
  const { contact, cancelBlockers, guidance } = library;
  return showPage(
    visit,
    { title: say(lang, cardTexts.heading) },
    <>
      {request.query.failed && <p className="panel panel-failed">{say(lang, cardTexts.failed)}</p>}
      {library.canCancelCard ? (
        <>
          <p>{say(lang, guidance)}</p>
          <PostForm action={HERE} ports={ports} button={say(lang, cardTexts.confirm)} />
        </>
      ) : (
        <div className="panel panel-failed">
          <p>{say(lang, cardTexts.blocked)}</p>
          <Reasons reasons={cancelBlockers} lang={lang} />
        </div>
      )}
      <p>
        {say(lang, cardTexts.ask)}
        {contact.phones.map((phone) => (
          <PhoneLink key={phone.uri} phone={phone} />
        ))}
      </p>
      <p>
        <a href="/plain/clearance">{say(lang, cardTexts.keep)}</a>
      </p>
    </>,
  );
};

/** Cancels it; a second time changes nothing. */
export const cancelCard: Page = async (visit) => {
  const { data } = await ask(visit, CancelLibraryCardDocument, { input: { studentId: personOf(visit) } });
  const payload = data?.cancelLibraryCard;
  if (payload?.__typename === 'LibraryCardCancelled')
    return goTo('/plain/clearance', { card: payload.alreadyCancelled ? 'already' : 'cancelled' });
  // The page reads anew what stands in the way.
  return goTo(HERE, payload?.__typename === 'LibraryCardNotCancellable' ? {} : { failed: '1' });
};
