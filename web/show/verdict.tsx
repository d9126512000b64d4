import type { ReactElement } from 'react';
import { type Lang, say } from '../texts/language.ts';
import { outcomeTexts, type Shown } from '../texts/outcome.ts';
import { Icon } from './icon.tsx';

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
