import type { ReactElement } from 'react';
import { type Lang, say } from '../texts/language.ts';
import { outcomeTexts } from '../texts/outcome.ts';
import { Icon } from './icon.tsx';

/** What an item shows: its outcome, or DOWN where its department could not be asked. */
export type Shown = keyof typeof outcomeTexts;

const icons = { PASSED: 'passed', NOT_PASSED: 'failed', UNKNOWN: 'unknown', DOWN: 'down' } as const;

/** 通过 green, 未通过 red, 无法核对 grey, 连接不上 grey with a broken edge: always text, icon and colour. */
export function Verdict({ shown, lang }: { shown: Shown; lang: Lang }): ReactElement {
  return (
    <span className={`verdict verdict-${shown.toLowerCase().replace('_', '-')}`}>
      <Icon name={icons[shown]} />
      <span>{say(lang, outcomeTexts[shown])}</span>
    </span>
  );
}
