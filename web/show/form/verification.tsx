import type { ReactElement } from 'react';
import type { VerifyFormQuery } from '../../graph.generated/graphql.ts';
import { type Bilingual, type Lang, say } from '../../texts/language.ts';
import { verifyTexts } from '../../texts/verify.ts';
import { spacedSerial } from '../serial.ts';
import { minuteWithZone } from '../when.ts';
import { BigVerdict } from './big-verdict.tsx';

/** What the graph says of a form to anybody. */
export type Verification = NonNullable<VerifyFormQuery['verifyForm']>;

/** The verdict on a form, whose it is behind a mask, and what of it was checked by whom. */
export function VerificationView({
  of,
  signature,
  lang,
}: {
  of: Verification;
  /** What is known of the signature. */
  signature: Bilingual;
  lang: Lang;
}): ReactElement {
  return (
    <>
      <BigVerdict verdict={of.verdict} lang={lang}>
        <p>{say(lang, of.message)}</p>
      </BigVerdict>
      {of.serial && <VerifiedFacts of={of} lang={lang} />}
      <CheckedList
        lang={lang}
        lines={[
          signature,
          verifyTexts.stateGood,
          verifyTexts.bearer,
          ...(of.demoKey ? [verifyTexts.demo] : []),
        ]}
      />
    </>
  );
}

/** 核验了什么: what the verdict rests on, and what it does not say. */
export function CheckedList({ lines, lang }: { lines: readonly Bilingual[]; lang: Lang }): ReactElement {
  return (
    <>
      <h2>{say(lang, verifyTexts.whatWasChecked)}</h2>
      <ul className="checked-list">
        {lines.map((line) => (
          <li key={line.en}>{say(lang, line)}</li>
        ))}
      </ul>
    </>
  );
}

function VerifiedFacts({ of, lang }: { of: Verification; lang: Lang }): ReactElement {
  const facts = [
    [verifyTexts.name, of.maskedName],
    [verifyTexts.classYear, of.classYear && String(of.classYear)],
    [verifyTexts.submittedAt, of.submittedAt && minuteWithZone(of.submittedAt, lang)],
    [verifyTexts.voidedAt, of.voidedAt && minuteWithZone(of.voidedAt, lang)],
    [verifyTexts.serial, of.serial && spacedSerial(of.serial)],
  ] as const;
  return (
    <>
      <table className="facts">
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
      <p className="small">{say(lang, verifyTexts.masked)}</p>
    </>
  );
}
