import type { ReactElement } from 'react';
import { Icon } from '../../show/icon.tsx';
import { itemTexts } from '../../texts/departments.ts';
import { type Bilingual, say } from '../../texts/language.ts';
import { useLang } from '../shell/use-lang.ts';
import { useStore } from '../use-store.ts';
import { asking, refresh } from './clearance-model.ts';

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
