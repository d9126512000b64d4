import type { ReactElement } from 'react';
import { VerifyFormDocument } from '../graph.generated/graphql.ts';
import { type Verification, VerificationView } from '../show/form/verification.tsx';
import { type Bilingual, type Lang, say } from '../texts/language.ts';
import { verifyTexts } from '../texts/verify.ts';
import { showPage } from './layout.tsx';
import { ask, type Page } from './visit.ts';

/** 核验 by a typed serial, for everybody: the fragment of a QR code never reaches a server. */
export const verifyPage: Page = async (visit) => {
  const { lang, request } = visit;
  const serial = request.query.serial?.trim() ?? '';
  if (serial === '')
    return showPage(visit, { title: say(lang, verifyTexts.heading) }, <SerialForm serial="" lang={lang} />);
  const said = await ask(visit, VerifyFormDocument, { code: null, serial });
  const found = said.data?.verifyForm ?? null;
  return showPage(
    visit,
    { title: say(lang, verifyTexts.heading), status: found ? 200 : 503 },
    <>
      {found ? (
        <Result of={found} lang={lang} />
      ) : (
        <p className="panel panel-failed">{say(lang, whyNot(said.codes))}</p>
      )}
      <SerialForm serial={serial} lang={lang} />
    </>,
  );
};

function Result({ of, lang }: { of: Verification; lang: Lang }): ReactElement {
  return <VerificationView of={of} lang={lang} signature={verifyTexts.signatureNone} />;
}

function whyNot(codes: readonly string[]): Bilingual {
  return codes.includes('RATE_LIMITED') ? verifyTexts.tooOften : verifyTexts.failed;
}

function SerialForm({ serial, lang }: { serial: string; lang: Lang }): ReactElement {
  return (
    <form method="get" action="/plain/verify">
      <p>{say(lang, verifyTexts.intro)}</p>
      <p>
        <label htmlFor="serial">{say(lang, verifyTexts.serialLabel)}</label>
        <br />
        <input id="serial" name="serial" type="text" size={34} maxLength={64} defaultValue={serial} />
      </p>
      <button type="submit" className="button">
        {say(lang, verifyTexts.check)}
      </button>
    </form>
  );
}
