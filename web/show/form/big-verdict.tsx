import type { ReactElement, ReactNode } from 'react';
import { type Lang, say } from '../../texts/language.ts';
import { verdictTexts } from '../../texts/verify.ts';

/** What a check of a form came to; SIGNATURE_ONLY, FORGED and UNKNOWN are what a device finds out by itself. */
export type BigVerdictOf = keyof typeof verdictTexts;

/** Round: go on. Triangle: wait. Octagon: stop. The shape says it where colours do not. */
const SHAPES = {
  go: 'M32 3a29 29 0 1 0 0 58 29 29 0 0 0 0-58z',
  wait: 'M32 4L62 58H2z',
  stop: 'M20 3h24l17 17v24L44 61H20L3 44V20z',
};

const MARKS = {
  go: 'M18 33l10 10 19-21',
  wait: 'M32 24v15M32 48v.2',
  stop: 'M21 21l22 22M43 21L21 43',
};

/** Whether one may act on a verdict. */
export type Signal = keyof typeof SHAPES;

const SIGNALS: Readonly<Record<BigVerdictOf, Signal>> = {
  VALID: 'go',
  VOID: 'stop',
  CONDITIONS_CHANGED: 'wait',
  ALREADY_ISSUED: 'stop',
  INVALID: 'stop',
  SIGNATURE_ONLY: 'wait',
  FORGED: 'stop',
  UNKNOWN: 'wait',
};

/** What a verdict means for whoever reads it. */
export function signalOf(verdict: BigVerdictOf): Signal {
  return SIGNALS[verdict];
}

/** A verdict that is read from two metres: words, shape and colour. */
export function BigVerdict({
  verdict,
  lang,
  children,
}: {
  verdict: BigVerdictOf;
  lang: Lang;
  children?: ReactNode;
}): ReactElement {
  return (
    <SignalSign signal={SIGNALS[verdict]} words={say(lang, verdictTexts[verdict])} outcome={verdict}>
      {children}
    </SignalSign>
  );
}

/** Large words beside the shape of a signal. @param outcome what it stands for, for whoever reads the page by program */
export function SignalSign({
  signal,
  words,
  outcome,
  children,
}: {
  signal: Signal;
  words: string;
  outcome: string;
  children?: ReactNode;
}): ReactElement {
  return (
    <div className={`big-verdict big-verdict-${signal}`} data-verdict={outcome}>
      <p className="big-verdict-words">
        <svg viewBox="0 0 64 64" width="64" height="64" aria-hidden="true" focusable="false">
          <path d={SHAPES[signal]} fill="currentColor" />
          <path d={MARKS[signal]} fill="none" stroke="#fff" strokeWidth="6" strokeLinecap="round" />
        </svg>{' '}
        <strong>{words}</strong>
      </p>
      {children}
    </div>
  );
}
