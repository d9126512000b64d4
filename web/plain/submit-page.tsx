import { ClearancePageDocument } from '../graph.generated/graphql.ts';
import { BasicInformation } from '../show/basic-information.tsx';
import { Overview } from '../show/overview.tsx';
import { allPass, standingsOf } from '../show/standings.ts';
import { basicTexts } from '../texts/basic-information.ts';
import { say } from '../texts/language.ts';
import { plainTexts, submitTexts } from '../texts/plain.ts';
import { NotOnRoster } from './clearance-page.tsx';
import { PostForm } from './form-of.tsx';
import { readAround, showPage } from './layout.tsx';
import { unread } from './trouble-page.tsx';
import { ask, goTo, type Page, personOf } from './visit.ts';

/** What an idempotency key may be made of. */
export const KEY = /^[A-Za-z0-9_-]{16,64}$/;

/**
 * 离校服务只能提交一次: what will be submitted, then the button. The key of this intention is in the address, so that
 * the page reloaded, the button pressed twice and a way back through the history all send the same one.
 */
export const submitPage: Page = async (visit) => {
  const { lang, ports, request } = visit;
  const { key } = request.query;
  if (key === undefined || !KEY.test(key)) return goTo('/plain/submit', { key: ports.newId() });
  const [around, said] = await Promise.all([
    readAround(visit),
    ask(visit, ClearancePageDocument, { studentId: personOf(visit) }),
  ]);
  const student = said.data?.clearance;
  if (!student && !said.codes.includes('NOT_FOUND')) return unread(visit, said);
  if (!student || student.state === 'NOT_ON_ROSTER')
    return showPage(
      visit,
      { title: say(lang, plainTexts.notOnRoster), around },
      <NotOnRoster {...{ lang, around }} />,
    );
  if (student.submission) return goTo(`/plain/receipt/${student.submission.serial}`, { how: 'already' });
  const standings = standingsOf(student, around?.site ?? null);
  const ready = allPass(standings);
  return showPage(
    visit,
    { title: say(lang, submitTexts.heading), around },
    <>
      <div className="panel panel-warning">
        <p>
          <strong>{say(lang, submitTexts.once)}</strong>
        </p>
        <p>{say(lang, submitTexts.onceMore)}</p>
      </div>
      <h2>{say(lang, basicTexts.heading)}</h2>
      <BasicInformation of={student} lang={lang} />
      {!ready && <p className="panel panel-failed">{say(lang, plainTexts.notYet)}</p>}
      <div className="elsewhere">
        <Overview standings={standings} isSubmitted={false} lang={lang} />
      </div>
      <PostForm
        action="/plain/submit"
        ports={ports}
        fields={{ key }}
        button={say(lang, submitTexts.confirm)}
      />
      <p className="small">{say(lang, submitTexts.sameKey)}</p>
      <p>
        <a href="/plain/clearance">{say(lang, submitTexts.cancel)}</a>
      </p>
    </>,
  );
};
