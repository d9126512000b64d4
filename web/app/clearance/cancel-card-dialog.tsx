import { type ReactElement, useState } from 'react';
import type { LibraryItem, PhoneNumber } from '../../show/graph-types.ts';
import { PhoneLink } from '../../show/phone-link.tsx';
import { Reasons, type ShownReason } from '../../show/reasons.tsx';
import { type Lang, say } from '../../texts/language.ts';
import { cancelTexts } from '../../texts/submit.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useLang } from '../shell/use-lang.ts';
import { type CancelAnswer, cancelCard } from './clearance-model.ts';

type Step =
  | { readonly kind: 'asking' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'done'; readonly already: boolean }
  | { readonly kind: 'refused'; readonly blockers: readonly ShownReason[] }
  | { readonly kind: 'unanswered' };

/** Says what cancelling means, in the guide's words, before it is done; where it is refused, why and whom to call. */
export function CancelCardDialog({
  library,
  isRefused,
  onClose,
}: {
  library: LibraryItem;
  isRefused: boolean;
  onClose: () => void;
}): ReactElement {
  const lang = useLang();
  const [step, setStep] = useState<Step>(
    isRefused ? { kind: 'refused', blockers: library.cancelBlockers } : { kind: 'asking' },
  );
  const confirm = async () => {
    if (step.kind === 'sending') return;
    setStep({ kind: 'sending' });
    setStep(stepAfter(await cancelCard()));
  };
  const isAsking = step.kind === 'asking' || step.kind === 'sending' || step.kind === 'unanswered';
  const title = step.kind === 'refused' ? cancelTexts.refusedTitle : cancelTexts.title;
  return (
    <Dialog title={say(lang, title)} onClose={onClose}>
      {isAsking && <p>{say(lang, library.guidance)}</p>}
      {step.kind === 'refused' && (
        <Refused blockers={step.blockers} phones={library.contact.phones} lang={lang} />
      )}
      <p role="status">{statusOf(step, lang)}</p>
      <p className="actions">
        {isAsking && (
          <button
            type="button"
            className="button button-main"
            aria-disabled={step.kind === 'sending'}
            onClick={() => void confirm()}
          >
            {say(lang, cancelTexts.confirm)}
          </button>
        )}
        <button type="button" className="button" onClick={onClose}>
          {say(lang, isAsking ? cancelTexts.keep : cancelTexts.close)}
        </button>
      </p>
    </Dialog>
  );
}

function stepAfter(answer: CancelAnswer): Step {
  const payload = answer.kind === 'data' ? answer.data.cancelLibraryCard : null;
  if (payload?.__typename === 'LibraryCardCancelled')
    return { kind: 'done', already: payload.alreadyCancelled };
  if (payload?.__typename === 'LibraryCardNotCancellable')
    return { kind: 'refused', blockers: payload.blockers };
  return { kind: 'unanswered' };
}

function statusOf(step: Step, lang: Lang): string {
  if (step.kind === 'sending') return say(lang, cancelTexts.sending);
  if (step.kind === 'unanswered') return say(lang, cancelTexts.unanswered);
  if (step.kind === 'done') return say(lang, step.already ? cancelTexts.already : cancelTexts.succeeded);
  return '';
}

function Refused({
  blockers,
  phones,
  lang,
}: {
  blockers: readonly ShownReason[];
  phones: readonly PhoneNumber[];
  lang: Lang;
}): ReactElement {
  return (
    <>
      <p>{say(lang, cancelTexts.refusedText)}</p>
      <Reasons reasons={blockers.map((blocker) => ({ ...blocker, phone: null }))} lang={lang} />
      <p>
        {say(lang, cancelTexts.call)}
        {phones.map((phone) => (
          <PhoneLink key={phone.uri} phone={phone} />
        ))}
      </p>
    </>
  );
}
