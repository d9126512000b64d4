import { type FormEvent, type ReactElement, useState } from 'react';
import { documentTexts, handoverTexts } from '../texts/desk.ts';
import { collectedByTexts } from '../texts/form.ts';
import { type Bilingual, type Lang, say } from '../texts/language.ts';
import { type HandoverDraft, missingIn } from './record-handover.ts';

type CollectedBy = HandoverDraft['collectedBy'];
type Document = HandoverDraft['document'];

const DOCUMENTS: Readonly<Record<CollectedBy, readonly Document[]>> = {
  SELF: ['STUDENT_CARD', 'ID_CARD', 'PASSPORT'],
  DELEGATE: ['AUTHORIZATION_LETTER'],
  MAIL: ['COURIER_RECEIPT'],
};

/** 登记领证: who collects on what evidence, then one button, once. */
export function HandoverForm({
  lang,
  desk,
  cardMatches,
  isRecording,
  onRecord,
}: {
  lang: Lang;
  desk: string;
  cardMatches: boolean;
  isRecording: boolean;
  onRecord: (draft: HandoverDraft) => void;
}): ReactElement {
  const [draft, setDraft] = useState<HandoverDraft>({
    collectedBy: 'SELF',
    document: cardMatches ? 'STUDENT_CARD' : 'ID_CARD',
    delegateName: '',
    reference: '',
    compared: false,
  });
  const [missing, setMissing] = useState<keyof typeof handoverTexts | null>(null);
  const change = (part: Partial<HandoverDraft>) => {
    setMissing(null);
    setDraft((before) => ({ ...before, ...part }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacking = missingIn(draft, desk, cardMatches);
    setMissing(lacking);
    if (lacking === null && !isRecording) onRecord(draft);
  };
  return (
    <form onSubmit={submit} className="handover" noValidate aria-labelledby="handover-title">
      <h2 id="handover-title">{say(lang, handoverTexts.heading)}</h2>
      <Evidence draft={draft} change={change} lang={lang} />
      {missing && (
        <p className="wrong" role="alert">
          {say(lang, handoverTexts[missing])}
        </p>
      )}
      <button type="submit" className="button button-main button-record" aria-disabled={isRecording}>
        {say(lang, isRecording ? handoverTexts.recording : handoverTexts.record)}
      </button>
    </form>
  );
}

/** Who collects, and what was shown for it. */
function Evidence({
  draft,
  change,
  lang,
}: {
  draft: HandoverDraft;
  change: (part: Partial<HandoverDraft>) => void;
  lang: Lang;
}): ReactElement {
  const { collectedBy } = draft;
  return (
    <>
      <Choice
        name="how"
        legend={handoverTexts.how}
        options={collectedByTexts}
        values={['SELF', 'DELEGATE', 'MAIL']}
        chosen={collectedBy}
        lang={lang}
        onChoose={(next) => change({ collectedBy: next, document: DOCUMENTS[next][0] ?? 'ID_CARD' })}
      />
      <Choice
        name="document"
        legend={handoverTexts.document}
        options={documentTexts}
        values={DOCUMENTS[collectedBy]}
        chosen={draft.document}
        lang={lang}
        onChoose={(document) => change({ document })}
      />
      {collectedBy === 'DELEGATE' && (
        <Field
          id="delegate"
          label={handoverTexts.delegateName}
          lang={lang}
          onText={(delegateName) => change({ delegateName })}
        />
      )}
      {collectedBy !== 'SELF' && (
        <Field
          id="reference"
          label={handoverTexts.reference}
          hint={handoverTexts.noIdNumbers}
          lang={lang}
          onText={(reference) => change({ reference })}
        />
      )}
      <label className="tick">
        <input
          type="checkbox"
          checked={draft.compared}
          onChange={(event) => change({ compared: event.target.checked })}
        />
        {say(lang, handoverTexts.confirmIdentity)}
      </label>
    </>
  );
}

function Choice<Value extends string>({
  name,
  legend,
  options,
  values,
  chosen,
  lang,
  onChoose,
}: {
  name: string;
  legend: Bilingual;
  options: Readonly<Record<Value, Bilingual>>;
  values: readonly Value[];
  chosen: Value;
  lang: Lang;
  onChoose: (value: Value) => void;
}): ReactElement {
  return (
    <fieldset className="choice">
      <legend>{say(lang, legend)}</legend>
      {values.map((value) => (
        <label key={value} className="tick">
          <input type="radio" name={name} checked={value === chosen} onChange={() => onChoose(value)} />
          {say(lang, options[value])}
        </label>
      ))}
    </fieldset>
  );
}

function Field({
  id,
  label,
  hint,
  lang,
  onText,
}: {
  id: string;
  label: Bilingual;
  hint?: Bilingual;
  lang: Lang;
  onText: (text: string) => void;
}): ReactElement {
  return (
    <div className="desk-field">
      <label htmlFor={id}>{say(lang, label)}</label>
      <input
        id={id}
        maxLength={64}
        autoComplete="off"
        aria-describedby={hint && `${id}-hint`}
        onChange={(event) => onText(event.target.value)}
      />
      {hint && (
        <p id={`${id}-hint`} className="small">
          {say(lang, hint)}
        </p>
      )}
    </div>
  );
}
