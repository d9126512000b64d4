import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { CompletedList } from '../../show/completed-list.tsx';
import { completedTexts } from '../../texts/completed.ts';
import { say } from '../../texts/language.ts';
import { FaultPanel } from '../shell/fault-panel.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { useLang } from '../shell/use-lang.ts';
import { type CompletedRead, readCompleted } from './completed-model.ts';

/** 个人中心-已完成事项 (figures 12 and 13): what was submitted, newest first, or that nothing was. */
export function CompletedPage(): ReactElement {
  const lang = useLang();
  const [read, setRead] = useState<CompletedRead | null>(null);
  const load = useCallback(() => void readCompleted(null).then(setRead), []);
  useEffect(load, [load]);
  const more = async (after: string, shown: Extract<CompletedRead, { kind: 'shown' }>) => {
    const next = await readCompleted(after);
    if (next.kind === 'shown') setRead({ ...next, services: [...shown.services, ...next.services] });
  };
  return (
    <>
      <PageTitle title={say(lang, completedTexts.heading)} />
      {read === null && <div className="bone bone-card" aria-busy="true" />}
      {read?.kind === 'fault' && <FaultPanel fault={read.fault} onRetry={load} />}
      {read?.kind === 'shown' && <CompletedList services={read.services} lang={lang} />}
      {read?.kind === 'shown' && read.next !== null && (
        <button type="button" className="button" onClick={() => void more(read.next ?? '', read)}>
          {say(lang, completedTexts.more)}
        </button>
      )}
    </>
  );
}
