import { type ReactElement, useRef, useState } from 'react';
import { deskTexts } from '../texts/desk.ts';
import { type Lang, say } from '../texts/language.ts';
import { CheckedForm } from './checked-form.tsx';
import { DeskBar } from './desk-bar.tsx';
import { rememberedDesk, rememberedSound } from './desk-memory.ts';
import { formOnDesk } from './desk-state.ts';
import { HandoverResult } from './handover-result.tsx';
import { RecentList } from './recent-list.tsx';
import { ScanField } from './scan-field.tsx';
import { playSignal } from './sound.ts';
import { type Desk, useDesk } from './use-desk.ts';

/** One form after the other: scan it, scan the card, hand the diploma over. */
export function DeskWork({ lang, csrfToken }: { lang: Lang; csrfToken: string }): ReactElement {
  const [name, setName] = useState(rememberedDesk);
  const [sound, setSound] = useState(rememberedSound);
  const field = useRef<HTMLInputElement>(null);
  const desk = useDesk(name, field, (signal) => {
    if (sound) playSignal(signal);
  });
  const form = formOnDesk(desk.onDesk);
  return (
    <>
      <div className="desk-columns">
        <div className="desk-side">
          <ScanField lang={lang} field={field} onScanned={desk.scanned} />
          <DeskBar {...{ lang, csrfToken, sound, setSound }} desk={name} setDesk={setName} />
        </div>
        <div className="desk-main">
          <div aria-live="assertive" className="on-desk">
            <Lying desk={desk} name={name} lang={lang} />
          </div>
          {form !== null && desk.onDesk.kind !== 'recording' && (
            <div className="actions">
              <button type="button" className="button" onClick={() => void desk.check(form, null)}>
                {say(lang, deskTexts.recheck)}
              </button>
              <button type="button" className="button" onClick={desk.clear}>
                {say(lang, deskTexts.next)}
              </button>
            </div>
          )}
        </div>
      </div>
      <RecentList list={desk.recent} lang={lang} />
    </>
  );
}

/** What lies on the desk. */
function Lying({
  desk: { onDesk, record },
  name,
  lang,
}: {
  desk: Desk;
  name: string;
  lang: Lang;
}): ReactElement {
  const remark = 'remark' in onDesk ? onDesk.remark : undefined;
  return (
    <>
      {onDesk.kind === 'nothing' && <p className="desk-empty">{say(lang, deskTexts.empty)}</p>}
      {remark && <p className="wrong">{say(lang, deskTexts[remark])}</p>}
      {onDesk.kind === 'checking' && <p className="asking">{say(lang, deskTexts.checking)}</p>}
      {(onDesk.kind === 'checked' || onDesk.kind === 'recording') && (
        <CheckedForm
          key={`${onDesk.check.form.text} ${onDesk.check.shown.card}`}
          check={onDesk.check}
          lang={lang}
          desk={name}
          isRecording={onDesk.kind === 'recording'}
          onRecord={(serial, draft) => void record(onDesk.check, serial, draft)}
        />
      )}
      {onDesk.kind === 'recorded' && (
        <HandoverResult outcome={onDesk.outcome} check={onDesk.check} lang={lang} />
      )}
    </>
  );
}
