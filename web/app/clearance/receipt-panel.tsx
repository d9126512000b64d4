import { type ReactElement, useEffect, useRef } from 'react';
import type { Receipt } from '../../show/graph-types.ts';
import { Icon } from '../../show/icon.tsx';
import { spacedSerial } from '../../show/serial.ts';
import { minuteWithZone } from '../../show/when.ts';
import { say } from '../../texts/language.ts';
import { payloadTitles, receiptTexts } from '../../texts/submit.ts';
import { useLang } from '../shell/use-lang.ts';
import { siteState } from '../site.ts';
import { useStore } from '../use-store.ts';
import { submitting } from './submit-model.ts';

/** The receipt: that it is submitted, its serial, and what comes next. Takes the focus when it is the answer to a press. */
export function ReceiptPanel({ submission }: { submission: Receipt }): ReactElement {
  const lang = useLang();
  const site = useStore(siteState);
  const answer = useStore(submitting);
  const { serial, submittedAt, state } = submission;
  const heading = useRef<HTMLHeadingElement>(null);
  const isAnswer = answer.kind === 'answered';
  useEffect(() => {
    if (isAnswer) heading.current?.focus();
  }, [isAnswer]);
  const diploma = site.kind === 'shown' ? site.site.diploma : null;
  return (
    <section className="panel panel-passed receipt" aria-labelledby="receipt-title">
      <h2 id="receipt-title" ref={heading} tabIndex={-1}>
        <Icon name="passed" />
        {say(lang, state === 'DIPLOMA_ISSUED' ? receiptTexts.issued : receiptTexts.title)}
      </h2>
      {isAnswer && (
        // The heading says it to eyes, where this is no more than that.
        <p
          role="status"
          className={answer.payload.__typename === 'ClearanceSubmitted' ? 'visually-hidden' : undefined}
        >
          <strong>{say(lang, payloadTitles[answer.payload.__typename])}</strong>
        </p>
      )}
      <dl className="receipt-facts">
        <div>
          <dt>{say(lang, receiptTexts.serial)}</dt>
          <dd className="serial">{spacedSerial(serial)}</dd>
        </div>
        <div>
          <dt>{say(lang, receiptTexts.submittedAt)}</dt>
          <dd>{minuteWithZone(submittedAt, lang)}</dd>
        </div>
      </dl>
      <p>{diploma ? say(lang, diploma.notice) : say(lang, receiptTexts.nextSilent)}</p>
      <p className="actions">
        <a className="button button-main" href={`/completed/${serial}/print`}>
          {say(lang, receiptTexts.print)}
        </a>
        <a className="button" href={`/completed/${serial}/form.pdf`}>
          {say(lang, receiptTexts.pdf)}
        </a>
        <a className="button" href={`/completed/${serial}`}>
          {say(lang, receiptTexts.view)}
        </a>
      </p>
    </section>
  );
}
