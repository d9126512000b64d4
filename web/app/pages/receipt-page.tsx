import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { SubmittedServiceView } from '../../show/submitted-service.tsx';
import { completedTexts } from '../../texts/completed.ts';
import { say } from '../../texts/language.ts';
import { FaultPanel } from '../shell/fault-panel.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { useLang } from '../shell/use-lang.ts';
import { siteState } from '../site.ts';
import { useStore } from '../use-store.ts';
import { readService, type ServiceRead } from './completed-model.ts';

/** 已完成事项, one of them (figures 12 and 13): what was true when it was submitted, and the ways to print it. */
export function ReceiptPage({ serial }: { serial: string }): ReactElement {
  const lang = useLang();
  const [read, setRead] = useState<ServiceRead | null>(null);
  const load = useCallback(() => void readService(serial).then(setRead), [serial]);
  useEffect(load, [load]);
  const isAbsent = read?.kind === 'absent';
  const title =
    read?.kind === 'shown' && lang === 'zh'
      ? read.service.serviceName
      : say(lang, isAbsent ? completedTexts.notFound : completedTexts.heading);
  return (
    <>
      <p className="back">
        <a href="/completed">{say(lang, completedTexts.back)}</a>
      </p>
      <PageTitle title={title} />
      {read === null && <div className="bone bone-card" aria-busy="true" />}
      {read?.kind === 'fault' && <FaultPanel fault={read.fault} onRetry={load} />}
      {isAbsent && <p>{say(lang, completedTexts.notFoundText)}</p>}
      {read?.kind === 'shown' && (
        <>
          {read.service.state !== 'VOID' && <PrintActions serial={serial} />}
          <SubmittedServiceView of={read.service} lang={lang} />
        </>
      )}
    </>
  );
}

function PrintActions({ serial }: { serial: string }): ReactElement {
  const lang = useLang();
  const site = useStore(siteState);
  const diploma = site.kind === 'shown' ? site.site.diploma : null;
  return (
    <div className="panel panel-passed">
      {diploma && (
        <p>
          {say(lang, diploma.notice)}{' '}
          {diploma.url && <a href={diploma.url}>{say(lang, completedTexts.diplomaLink)}</a>}
        </p>
      )}
      <p className="actions">
        <a className="button button-main" href={`/completed/${serial}/print`}>
          {say(lang, completedTexts.printForm)}
        </a>
        <a className="button" href={`/completed/${serial}/form.pdf`}>
          {say(lang, completedTexts.pdf)}
        </a>
      </p>
      <p className="on-phone">{say(lang, completedTexts.phone)}</p>
    </div>
  );
}
