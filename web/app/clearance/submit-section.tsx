import type { ReactElement } from 'react';
import type { ClearanceStudent } from '../../show/graph-types.ts';
import type { Standing } from '../../show/standings.ts';
import { fill, say } from '../../texts/language.ts';
import { submitTexts } from '../../texts/submit.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useLang } from '../shell/use-lang.ts';
import { useStore } from '../use-store.ts';
import { Blocked } from './submit-blocked.tsx';
import { keys, submit, submitting } from './submit-model.ts';
import { SubmitResult } from './submit-result.tsx';

/** 提交离校服务: reachable while not everything passes, and then says what is missing; asks before it submits, once. */
export function SubmitSection({
  student,
  standings,
}: {
  student: ClearanceStudent;
  standings: readonly Standing[];
}): ReactElement {
  const lang = useLang();
  const state = useStore(submitting);
  const isReady = student.passed === true && student.state === 'READY';
  const isSending = state.kind === 'sending';
  const press = () => {
    if (!isSending) submitting.set({ kind: isReady ? 'confirming' : 'blocked' });
  };
  return (
    <section className="submit" id="submit" tabIndex={-1} aria-labelledby="submit-title">
      <h2 id="submit-title">{say(lang, submitTexts.heading)}</h2>
      <p id="submit-hint">
        {say(lang, isReady ? submitTexts.hintReady : submitTexts.hintOpen)} {say(lang, submitTexts.once)}
      </p>
      {state.kind === 'idle' && isReady && keys.isPending(student.id) && (
        <p className="panel panel-notice">{say(lang, submitTexts.pending)}</p>
      )}
      {state.kind === 'blocked' && <Blocked student={student} standings={standings} />}
      <SubmitResult student={student} state={state} />
      <button
        type="button"
        className="button button-main button-submit"
        aria-disabled={!isReady || isSending}
        aria-describedby="submit-hint"
        onClick={press}
      >
        {say(lang, submitTexts.button)}
      </button>
      <p role="status" className="sending">
        {isSending && say(lang, state.asked === 1 ? submitTexts.sending : submitTexts.asking)}
      </p>
      {state.kind === 'confirming' && <Confirm student={student} />}
    </section>
  );
}

function Confirm({ student }: { student: ClearanceStudent }): ReactElement {
  const lang = useLang();
  const close = () => submitting.set({ kind: 'idle' });
  return (
    <Dialog title={say(lang, submitTexts.confirmTitle)} onClose={close}>
      <p className="warning">
        <strong>{say(lang, submitTexts.confirmOnce)}</strong>
      </p>
      <p>{say(lang, submitTexts.confirmText)}</p>
      <p>{fill(lang, submitTexts.confirmWho, { name: student.name ?? '', id: student.id })}</p>
      <p className="actions">
        <button type="button" className="button button-main" onClick={() => void submit(student.id)}>
          {say(lang, submitTexts.confirm)}
        </button>
        <button type="button" className="button" onClick={close}>
          {say(lang, submitTexts.cancel)}
        </button>
      </p>
    </Dialog>
  );
}
