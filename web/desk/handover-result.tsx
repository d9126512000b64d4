import type { ReactElement } from 'react';
import type { Signal } from '../show/form/big-verdict.tsx';
import { SignalSign } from '../show/form/big-verdict.tsx';
import { Reasons } from '../show/reasons.tsx';
import { handoverOutcomeTexts } from '../texts/desk.ts';
import { type Lang, say } from '../texts/language.ts';
import { verdictTexts } from '../texts/verify.ts';
import type { DeskCheck } from './check-at-desk.ts';
import { IssuedBefore } from './issued-before.tsx';
import type { HandoverOutcome } from './record-handover.ts';

const SIGNALS: Readonly<Record<HandoverOutcome['__typename'], Signal>> = {
  DiplomaHandedOver: 'go',
  DiplomaAlreadyHandedOver: 'stop',
  FormDoesNotHold: 'stop',
  ReviewCasesOpen: 'wait',
  refused: 'stop',
  loggedOut: 'wait',
  unknown: 'wait',
};

/** What became of the hand-over, as large as the verdict before it. */
export function HandoverResult({
  outcome,
  check,
  lang,
}: {
  outcome: HandoverOutcome;
  check: DeskCheck;
  lang: Lang;
}): ReactElement {
  const kind = outcome.__typename;
  const who = check.server.kind === 'said' ? check.server.verification : null;
  return (
    <SignalSign signal={SIGNALS[kind]} words={say(lang, handoverOutcomeTexts[kind])} outcome={kind}>
      {who?.name && (
        <p>
          {who.name} {who.studentId}
        </p>
      )}
      {(kind === 'DiplomaHandedOver' || kind === 'DiplomaAlreadyHandedOver') && (
        <IssuedBefore handover={outcome.handover} lang={lang} />
      )}
      {kind === 'FormDoesNotHold' && <p>{say(lang, verdictTexts[outcome.verdict])}</p>}
      {kind === 'ReviewCasesOpen' &&
        outcome.cases.map(({ id, contact, reasons }) => (
          <div key={id}>
            <h3>{say(lang, contact.unitName)}</h3>
            <Reasons reasons={reasons} lang={lang} />
          </div>
        ))}
      {'message' in outcome && <p>{say(lang, outcome.message)}</p>}
    </SignalSign>
  );
}
