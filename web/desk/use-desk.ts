import { type RefObject, useEffect, useRef, useState } from 'react';
import { type Signal, signalOf } from '../show/form/big-verdict.tsx';
import { checkAtDesk, type DeskCheck, type FormText, verdictAtDesk } from './check-at-desk.ts';
import { type RecentForm, recentForms, withRecent } from './desk-memory.ts';
import { formOnDesk, type OnDesk, ownerOnDesk, recentOf } from './desk-state.ts';
import { type HandoverDraft, recordHandover } from './record-handover.ts';
import { readScanned } from './scanned.ts';

/** What lies on the desk, and what can be done with it. While a hand-over is being recorded nothing else can. */
export interface Desk {
  readonly onDesk: OnDesk;
  readonly recent: readonly RecentForm[];
  readonly scanned: (text: string) => void;
  readonly check: (form: FormText, card: string | null) => Promise<void>;
  readonly record: (check: DeskCheck, serial: string, draft: HandoverDraft) => Promise<void>;
  /** The next person. */
  readonly clear: () => void;
}

/**
 * @param name of this desk
 * @param field where scanners type; it gets the focus back after each step
 */
export function useDesk(
  name: string,
  field: RefObject<HTMLInputElement | null>,
  onSignal: (signal: Signal) => void,
): Desk {
  const [onDesk, setOnDesk] = useState<OnDesk>({ kind: 'nothing' });
  const [recent, setRecent] = useState<readonly RecentForm[]>(recentForms);
  const turn = useRef(0);
  const isRecording = onDesk.kind === 'recording';
  const show = (next: OnDesk, signal: Signal) => {
    setOnDesk(next);
    onSignal(signal);
    field.current?.focus();
  };

  const check: Desk['check'] = async (form, card) => {
    const mine = ++turn.current;
    const owner = card === null ? null : ownerOnDesk(onDesk);
    setOnDesk({ kind: 'checking', form });
    const checked = await checkAtDesk(form, { card, owner });
    // Somebody went on to the next person meanwhile.
    if (mine !== turn.current) return;
    const line = recentOf(checked, new Date());
    if (line !== null) setRecent((list) => withRecent(list, line));
    show({ kind: 'checked', check: checked }, signalOf(verdictAtDesk(checked)));
  };
  const record: Desk['record'] = async (done, serial, draft) => {
    setOnDesk({ kind: 'recording', check: done });
    const outcome = await recordHandover(draft, { serial, card: done.shown.card, desk: name });
    const isHandedOver = outcome.__typename === 'DiplomaHandedOver';
    const line = recentOf(done, new Date());
    if (isHandedOver && line !== null)
      setRecent((list) => withRecent(list, { ...line, verdict: 'HANDED_OVER' }));
    show({ kind: 'recorded', check: done, outcome }, isHandedOver ? 'go' : 'stop');
  };
  const clear = () => {
    if (isRecording) return;
    turn.current++;
    setOnDesk({ kind: 'nothing' });
    field.current?.focus();
  };
  useEscape(clear);
  const scanned = (text: string) => {
    if (!isRecording) whenScanned(text, onDesk, { check, setOnDesk });
  };
  return { onDesk, recent, scanned, check, record, clear };
}

/** A form begins anew; a card belongs to the form that lies there. */
function whenScanned(
  text: string,
  onDesk: OnDesk,
  { check, setOnDesk }: Pick<Desk, 'check'> & { setOnDesk: (next: OnDesk) => void },
): void {
  const read = readScanned(text);
  if (read.kind === 'code' || read.kind === 'serial') return void check(read, null);
  const form = formOnDesk(onDesk);
  if (read.kind === 'card' && form !== null) return void check(form, read.studentId);
  setOnDesk(
    onDesk.kind === 'checked'
      ? { ...onDesk, remark: 'notAForm' }
      : { kind: 'nothing', remark: read.kind === 'card' ? 'cardFirst' : 'notAForm' },
  );
}

function useEscape(onEscape: () => void): void {
  const latest = useRef(onEscape);
  latest.current = onEscape;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') latest.current();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
