import type { ReactElement } from 'react';
import { BigVerdict, type BigVerdictOf, SignalSign, signalOf } from '../show/form/big-verdict.tsx';
import { Reasons } from '../show/reasons.tsx';
import { spacedSerial } from '../show/serial.ts';
import { minuteWithZone } from '../show/when.ts';
import { deskTexts } from '../texts/desk.ts';
import { type Bilingual, type Lang, say } from '../texts/language.ts';
import { verdictTexts, verifyTexts } from '../texts/verify.ts';
import { signatureSentence } from '../verify/signature-sentence.ts';
import { type DeskCheck, type DeskVerification, mayHandOver, verdictAtDesk } from './check-at-desk.ts';
import { HandoverForm } from './handover-form.tsx';
import { IssuedBefore } from './issued-before.tsx';
import type { HandoverDraft } from './record-handover.ts';

/** A form that was checked: may one act on it, whose it is, and the hand-over where it holds. */
export function CheckedForm({
  check,
  lang,
  desk,
  isRecording,
  onRecord,
}: {
  check: DeskCheck;
  lang: Lang;
  desk: string;
  isRecording: boolean;
  onRecord: (serial: string, draft: HandoverDraft) => void;
}): ReactElement {
  const { server, signature, shown } = check;
  const { card } = shown;
  const verdict = verdictAtDesk(check);
  if (server.kind !== 'said' || verdict === 'FORGED')
    return (
      <>
        <SignalSign signal={signalOf(verdict)} words={say(lang, aloneWords(verdict))} outcome={verdict}>
          <p>{say(lang, aloneSentence(check))}</p>
        </SignalSign>
        <p>{say(lang, signatureSentence(signature, false))}</p>
      </>
    );
  const { verification } = server;
  const { serial } = verification;
  return (
    <>
      <BigVerdict verdict={verdict} lang={lang}>
        {verification.diploma && <IssuedBefore handover={verification.diploma} lang={lang} />}
        <p>{say(lang, messageOf(check, verification))}</p>
      </BigVerdict>
      <div className="checked-columns">
        <div>
          {serial !== null && <Whose of={verification} serial={serial} card={card} lang={lang} />}
          <p>
            {say(
              lang,
              signature === null ? deskTexts.typed : signatureSentence(signature, verification.signed),
            )}
          </p>
          {verification.demoKey && <p className="wrong">{say(lang, verifyTexts.demo)}</p>}
        </div>
        {verification.changes.length > 0 && <Changes of={verification} lang={lang} />}
        {mayHandOver(check) && serial !== null && (
          <HandoverForm
            lang={lang}
            desk={desk}
            cardMatches={card !== null}
            isRecording={isRecording}
            onRecord={(draft) => onRecord(serial, draft)}
          />
        )}
      </div>
    </>
  );
}

/** A good signature must not look like a pass, however short somebody looks at it. */
function aloneWords(verdict: BigVerdictOf): Bilingual {
  return verdict === 'SIGNATURE_ONLY' ? deskTexts.offlineTitle : verdictTexts[verdict];
}

function aloneSentence({ server, signature }: DeskCheck): Bilingual {
  if (signature === 'bad') return deskTexts.forged;
  if (server.kind === 'logged-out') return deskTexts.loggedOut;
  if (server.kind === 'busy') return deskTexts.busy;
  return signature === 'good' ? deskTexts.offline : deskTexts.offlineUnsigned;
}

/** The service answers alike whatever is wrong with a form; one that was good before the card was shown is somebody else's. */
function messageOf({ shown }: DeskCheck, { verdict, message }: DeskVerification): Bilingual {
  const { card, owner } = shown;
  return verdict === 'INVALID' && card !== null && owner !== null && card !== owner
    ? deskTexts.cardDiffers
    : message;
}

function Whose({
  of,
  serial,
  card,
  lang,
}: {
  of: DeskVerification;
  serial: string;
  card: string | null;
  lang: Lang;
}): ReactElement {
  const facts = [
    [deskTexts.name, of.name],
    [deskTexts.studentId, of.studentId],
    [deskTexts.classYear, of.classYear && String(of.classYear)],
    [deskTexts.submittedAt, of.submittedAt && minuteWithZone(of.submittedAt, lang)],
    [deskTexts.serial, spacedSerial(serial)],
  ] as const;
  return (
    <>
      <table className="facts whose">
        <tbody>
          {facts.map(
            ([label, value]) =>
              value && (
                <tr key={label.en}>
                  <th scope="row">{say(lang, label)}</th>
                  <td>{value}</td>
                </tr>
              ),
          )}
        </tbody>
      </table>
      <p className={card === null ? 'card-open' : 'card-good'}>
        {card === null ? '○' : '✓'} {say(lang, card === null ? deskTexts.cardOpen : deskTexts.cardMatches)}
      </p>
    </>
  );
}

function Changes({ of, lang }: { of: DeskVerification; lang: Lang }): ReactElement {
  return (
    <section className="panel panel-notice">
      <h2>{say(lang, deskTexts.cases)}</h2>
      {of.changes.map(({ id, contact, openedAt, reasons }) => (
        <div key={id}>
          <h3>{say(lang, contact.unitName)}</h3>
          <p className="small">{minuteWithZone(openedAt, lang)}</p>
          <Reasons reasons={reasons} lang={lang} />
        </div>
      ))}
    </section>
  );
}
