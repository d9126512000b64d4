import type { ReactElement } from 'react';
import type { ClearanceStudent } from '../../show/graph-types.ts';
import { PhoneLink } from '../../show/phone-link.tsx';
import { Reasons } from '../../show/reasons.tsx';
import { Verdict } from '../../show/verdict.tsx';
import { WindowDates } from '../../show/window-dates.tsx';
import { type Lang, say } from '../../texts/language.ts';
import { faultTexts, payloadAdvice, payloadTitles, submitTexts } from '../../texts/submit.ts';
import { useFocusOnShow } from '../shell/use-focus-on-show.ts';
import { useLang } from '../shell/use-lang.ts';
import { type SubmitPayload, type SubmitState, submit } from './submit-model.ts';

type Problem = Exclude<SubmitPayload, { __typename: 'ClearanceSubmitted' }>;

/** What the graph answered, each answer in its own words; a receipt is shown at the top of the page instead. */
export function SubmitResult({
  student,
  state,
}: {
  student: ClearanceStudent;
  state: SubmitState;
}): ReactElement | null {
  const lang = useLang();
  const place = useFocusOnShow<HTMLDivElement>(state);
  if (state.kind !== 'answered' && state.kind !== 'fault') return null;
  if (state.kind === 'answered' && state.payload.__typename === 'ClearanceSubmitted') return null;
  return (
    <div className="panel panel-failed" role="alert" tabIndex={-1} ref={place}>
      {state.kind === 'fault' ? (
        <p>{say(lang, faultTexts[state.fault.kind === 'logged-out' ? 'refused' : state.fault.kind])}</p>
      ) : (
        <ProblemText problem={state.payload as Problem} lang={lang} />
      )}
      {isInDoubt(state) && (
        <p className="actions">
          <button type="button" className="button" onClick={() => void submit(student.id)}>
            {say(lang, submitTexts.askAgain)}
          </button>
        </p>
      )}
    </div>
  );
}

/** Whether it may be stored: then the same key asks again without another confirmation. */
function isInDoubt(state: SubmitState): boolean {
  if (state.kind === 'fault') return state.fault.kind === 'unanswered';
  if (state.kind !== 'answered') return false;
  const { __typename: name } = state.payload;
  return name === 'SubmissionOutcomeUnknown' || name === 'SubmissionInProgress';
}

function ProblemText({ problem, lang }: { problem: Problem; lang: Lang }): ReactElement {
  const { __typename: name, message } = problem;
  return (
    <>
      <h3>{say(lang, payloadTitles[name])}</h3>
      <p>{say(lang, message)}</p>
      {name !== 'ClearanceAlreadySubmitted' && <p>{say(lang, payloadAdvice[name])}</p>}
      <Details problem={problem} lang={lang} />
    </>
  );
}

function Details({ problem, lang }: { problem: Problem; lang: Lang }): ReactElement | null {
  switch (problem.__typename) {
    case 'ClearanceNotEligible':
    case 'DepartmentsUnavailable':
      return <Blockers of={problem.departments} lang={lang} />;
    case 'ClearanceWindowClosed':
      return <WindowDates opensAt={problem.opensAt} closesAt={problem.closesAt} lang={lang} />;
    case 'StudentNotOnRoster':
      return (
        <p>
          {say(lang, problem.contact.unitName)}{' '}
          {problem.contact.phones.map((phone) => (
            <PhoneLink key={phone.uri} phone={phone} />
          ))}
        </p>
      );
    default:
      return null;
  }
}

function Blockers({
  of,
  lang,
}: {
  of: Extract<Problem, { __typename: 'ClearanceNotEligible' }>['departments'];
  lang: Lang;
}): ReactElement {
  return (
    <ul className="blockers">
      {of.map(({ contact, outcome, reasons }) => (
        <li key={contact.code}>
          <p className="blocker">
            <a href={`#item-${contact.code}`}>{say(lang, contact.unitName)}</a>
            <Verdict shown={outcome} lang={lang} />
            {contact.phones.map((phone) => (
              <PhoneLink key={phone.uri} phone={phone} />
            ))}
          </p>
          <Reasons reasons={reasons} lang={lang} />
        </li>
      ))}
    </ul>
  );
}
