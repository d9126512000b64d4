import type { ReactElement } from 'react';
import { BigVerdict, type BigVerdictOf } from '../show/form/big-verdict.tsx';
import { CheckedList, VerificationView } from '../show/form/verification.tsx';
import { type Lang, say } from '../texts/language.ts';
import { verifyTexts } from '../texts/verify.ts';
import type { FormCheck } from './check-form.ts';
import { signatureSentence } from './signature-sentence.ts';

/** What a check came to. A signature that is wrong here outweighs whatever else was said. */
export function FormCheckView({ check, lang }: { check: FormCheck; lang: Lang }): ReactElement {
  const { signature, server } = check;
  if (server.kind === 'said' && signature !== 'bad') {
    const { verification } = server;
    return (
      <VerificationView
        of={verification}
        signature={signatureSentence(signature, verification.signed)}
        lang={lang}
      />
    );
  }
  return (
    <>
      <BigVerdict verdict={aloneVerdict(check)} lang={lang}>
        {server.kind === 'busy' && <p>{say(lang, verifyTexts.tooOften)}</p>}
      </BigVerdict>
      <CheckedList
        lang={lang}
        lines={[
          signatureSentence(signature, false),
          ...(signature === 'bad' ? [] : [verifyTexts.stateUnknown]),
          verifyTexts.bearer,
        ]}
      />
    </>
  );
}

/** Without the service: a good signature says that the form was ours once, and no more. */
function aloneVerdict({ signature }: FormCheck): BigVerdictOf {
  if (signature === 'bad') return 'FORGED';
  return signature === 'good' ? 'SIGNATURE_ONLY' : 'UNKNOWN';
}
