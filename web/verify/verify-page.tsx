import { type ReactElement, useEffect, useState } from 'react';
import { useLang } from '../app/shell/use-lang.ts';
import { BigVerdict } from '../show/form/big-verdict.tsx';
import { say } from '../texts/language.ts';
import { verifyTexts } from '../texts/verify.ts';
import { type Asked, checkForm, type FormCheck } from './check-form.ts';
import { FormCheckView } from './form-check-view.tsx';
import { SerialEntry } from './serial-entry.tsx';
import { SmallFrame } from './small-frame.tsx';

type State =
  | { readonly kind: 'asking'; readonly about: Asked }
  | { readonly kind: 'checked'; readonly check: FormCheck }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'idle' };

/** 核验离校流程单, where a form's QR code leads: the claim is in the fragment, which no server sees. */
export function VerifyPage(): ReactElement {
  const lang = useLang();
  const [asked, setAsked] = useState<Asked | null>(askedByAddress);
  const [state, setState] = useState<State>({ kind: 'idle' });

  useEffect(() => {
    const onHash = () => setAsked(askedByAddress());
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);

  useEffect(() => {
    if (asked === null) return setState({ kind: 'idle' });
    let isCurrent = true;
    setState({ kind: 'asking', about: asked });
    void checkForm(asked).then((check) => {
      if (isCurrent) setState('kind' in check ? { kind: 'unreadable' } : { kind: 'checked', check });
    });
    return () => {
      isCurrent = false;
    };
  }, [asked]);

  return (
    <SmallFrame title={verifyTexts.heading} plain={['/plain/verify', verifyTexts.plain]}>
      <div aria-live="polite" aria-busy={state.kind === 'asking'}>
        {state.kind === 'asking' && <p className="asking">{say(lang, verifyTexts.checking)}</p>}
        {state.kind === 'unreadable' && (
          <BigVerdict verdict="INVALID" lang={lang}>
            <p>{say(lang, verifyTexts.unreadable)}</p>
          </BigVerdict>
        )}
        {state.kind === 'checked' && <FormCheckView check={state.check} lang={lang} />}
      </div>
      {state.kind === 'checked' && state.check.server.kind !== 'said' && (
        <button type="button" className="button" onClick={() => setAsked({ ...state.check.asked })}>
          {say(lang, verifyTexts.retry)}
        </button>
      )}
      <section className={state.kind === 'idle' ? undefined : 'another'}>
        {state.kind !== 'idle' && <h2>{say(lang, verifyTexts.another)}</h2>}
        <p>{say(lang, verifyTexts.intro)}</p>
        <SerialEntry lang={lang} onSerial={(text) => setAsked({ kind: 'serial', text })} />
      </section>
    </SmallFrame>
  );
}

/** What the address asks for: a claim in the fragment, or nothing yet. */
function askedByAddress(): Asked | null {
  const code = location.hash.slice(1);
  return code === '' ? null : { kind: 'code', text: code };
}
