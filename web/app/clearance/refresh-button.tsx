import type { ReactElement } from 'react';
import { Icon } from '../../show/icon.tsx';
import { clearanceTexts } from '../../texts/clearance.ts';
import { itemTexts } from '../../texts/departments.ts';
import { type Bilingual, fill, type Lang, say } from '../../texts/language.ts';
import { useLang } from '../shell/use-lang.ts';
import { useStore } from '../use-store.ts';
import { asking, type Refreshed, refresh, refreshed } from './clearance-model.ts';

/** Asks the department again. */
export function RefreshButton({ code, unitName }: { code: string; unitName: Bilingual }): ReactElement {
  const lang = useLang();
  const isAsking = useStore(asking) === code;
  return (
    <button
      type="button"
      className="refresh"
      aria-disabled={isAsking}
      aria-describedby={`item-${code}-name`}
      title={say(lang, unitName)}
      onClick={() => void refresh(code)}
    >
      <span className={isAsking ? 'turning' : undefined}>
        <Icon name="refresh" />
      </span>
      {say(lang, itemTexts.refresh)}
    </button>
  );
}

/** Says what became of the last press, to eyes and readers of the screen. */
export function RefreshNote(): ReactElement {
  const lang = useLang();
  const last = useStore(refreshed);
  return (
    <p className="refreshed" role="status">
      {last && noteOf(last, lang)}
    </p>
  );
}

function noteOf(last: Refreshed, lang: Lang): string {
  if (last.kind === 'too-soon')
    return fill(lang, clearanceTexts.tooSoon, { seconds: Math.ceil(last.waitMs / 1000) });
  return say(lang, clearanceTexts[last.kind]);
}
