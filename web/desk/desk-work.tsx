import { type ReactElement, useCallback, useEffect, useRef, useState } from 'react';
import { signalOf } from '../show/form/big-verdict.tsx';
import { deskTexts } from '../texts/desk.ts';
import { type Lang, say } from '../texts/language.ts';
import { checkAtDesk, type DeskCheck, type FormText, verdictAtDesk } from './check-at-desk.ts';
import { CheckedForm } from './checked-form.tsx';
import { DeskBar } from './desk-bar.tsx';
import { type RecentForm, recentForms, rememberedDesk, rememberedSound, withRecent } from './desk-memory.ts';
import { formOnDesk, type OnDesk, ownerOnDesk, recentOf } from './desk-state.ts';
import { HandoverResult } from './handover-result.tsx';
import { RecentList } from './recent-list.tsx';
import { type HandoverDraft, recordHandover } from './record-handover.ts';
import { ScanField } from './scan-field.tsx';
import { readScanned } from './scanned.ts';
import { playSignal } from './sound.ts';

/** One form after the other: scan it, scan the card, hand the diploma over. */
export function DeskWork({ lang, csrfToken }: { lang: Lang; csrfToken: string }): ReactElement {
  const [desk, setDesk] = useState(rememberedDesk);
  const [sound, setSound] = useState(rememberedSound);
  const [onDesk, setOnDesk] = useState<OnDesk>({ kind: 'nothing' });
  const [recent, setRecent] = useState<readonly RecentForm[]>(recentForms);
  const field = useRef<HTMLInputElement>(null);
  const turn = useRef(0);

  const clear = useCallback(() => {
    turn.current++;
    setOnDesk({ kind: 'nothing' });
    field.current?.focus();
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') clear();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [clear]);

  const check = async (form: FormText, card: string | null) => {
    const mine = ++turn.current;
    setOnDesk({ kind: 'checking', form });
    const checked = await checkAtDesk(form, { card, owner: card === null ? null : ownerOnDesk(onDesk) });
    // Somebody went on to the next person meanwhile.
    if (mine !== turn.current) return;
    setOnDesk({ kind: 'checked', check: checked });
    const line = recentOf(checked, new Date());
    if (line !== null) setRecent((list) => withRecent(list, line));
    if (sound) playSignal(signalOf(verdictAtDesk(checked)));
    field.current?.focus();
  };

  const onScanned = (text: string) => {
    const scanned = readScanned(text);
    if (scanned.kind === 'code' || scanned.kind === 'serial') return void check(scanned, null);
    const form = formOnDesk(onDesk);
    if (scanned.kind === 'card' && form !== null) return void check(form, scanned.studentId);
    if (onDesk.kind === 'checked') return setOnDesk({ ...onDesk, remark: 'notAForm' });
    setOnDesk({ kind: 'nothing', remark: scanned.kind === 'card' ? 'cardFirst' : 'notAForm' });
  };

  const record = async (done: DeskCheck, serial: string, draft: HandoverDraft) => {
    const mine = ++turn.current;
    setOnDesk({ kind: 'recording', check: done });
    const outcome = await recordHandover(draft, { serial, card: done.shown.card, desk });
    if (mine !== turn.current) return;
    setOnDesk({ kind: 'recorded', check: done, outcome });
    const line = recentOf(done, new Date());
    if (outcome.__typename === 'DiplomaHandedOver' && line !== null)
      setRecent((list) => withRecent(list, { ...line, verdict: 'HANDED_OVER' }));
    if (sound) playSignal(outcome.__typename === 'DiplomaHandedOver' ? 'go' : 'stop');
    field.current?.focus();
  };

  const remark = 'remark' in onDesk ? onDesk.remark : undefined;
  const form = formOnDesk(onDesk);
  return (
    <>
      <DeskBar {...{ lang, csrfToken, desk, setDesk, sound, setSound }} />
      <ScanField lang={lang} field={field} onScanned={onScanned} />
      <div aria-live="assertive" className="on-desk">
        {remark && <p className="wrong">{say(lang, deskTexts[remark])}</p>}
        {onDesk.kind === 'checking' && <p className="asking">{say(lang, deskTexts.checking)}</p>}
        {(onDesk.kind === 'checked' || onDesk.kind === 'recording') && (
          <CheckedForm
            key={`${onDesk.check.form.text} ${onDesk.check.shown.card}`}
            check={onDesk.check}
            lang={lang}
            desk={desk}
            isRecording={onDesk.kind === 'recording'}
            onRecord={(serial, draft) => void record(onDesk.check, serial, draft)}
          />
        )}
        {onDesk.kind === 'recorded' && (
          <HandoverResult outcome={onDesk.outcome} check={onDesk.check} lang={lang} />
        )}
      </div>
      {form !== null && (
        <div className="actions">
          <button type="button" className="button" onClick={() => void check(form, null)}>
            {say(lang, deskTexts.recheck)}
          </button>
          <button type="button" className="button" onClick={clear}>
            {say(lang, deskTexts.next)}
          </button>
        </div>
      )}
      <RecentList list={recent} lang={lang} />
    </>
  );
}
