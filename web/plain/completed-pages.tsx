import type { ReactElement } from 'react';
import {
  CompletedServiceDocument,
  CompletedServicesDocument,
  type ServiceGuideQuery,
} from '../graph.generated/graphql.ts';
import type { CompletedService, SubmittedService } from '../show/graph-types.ts';
import { spacedSerial } from '../show/serial.ts';
import { SubmittedServiceView } from '../show/submitted-service.tsx';
import { minuteOf } from '../show/when.ts';
import { completedTexts } from '../texts/completed.ts';
import { type Lang, say } from '../texts/language.ts';
import { stateTexts } from '../texts/outcome.ts';
import { plainTexts, submitResultTexts, submitTexts } from '../texts/plain.ts';
import { readAround, showPage } from './layout.tsx';
import { notFound, unread } from './trouble-page.tsx';
import { ask, type Page } from './visit.ts';

const COLUMNS = ['serviceName', 'submittedAt', 'state', 'serial', 'actions'] as const;

/** Figures 12 and 13: 个人中心-已完成事项. */
export const completedPage: Page = async (visit) => {
  const { lang, request } = visit;
  const said = await ask(visit, CompletedServicesDocument, { first: 20, after: request.query.after ?? null });
  const completed = said.data?.completedServices;
  if (!completed) return unread(visit, said);
  const { nodes, pageInfo } = completed;
  return showPage(
    visit,
    { title: say(lang, completedTexts.heading) },
    <>
      {nodes.length === 0 ? (
        <>
          <p>{say(lang, completedTexts.empty)}</p>
          <p>{say(lang, completedTexts.emptyHint)}</p>
          <p>
            <a className="button" href="/plain/clearance">
              {say(lang, completedTexts.toClearance)}
            </a>
          </p>
        </>
      ) : (
        <List nodes={nodes} lang={lang} />
      )}
      {pageInfo.hasNextPage && pageInfo.endCursor && (
        <p>
          <a href={`/plain/completed?after=${encodeURIComponent(pageInfo.endCursor)}`}>
            {say(lang, plainTexts.nextPage)}
          </a>
        </p>
      )}
    </>,
  );
};

/** A row for each; on a phone a block for each, whose lines carry the labels of the columns. */
function List({ nodes, lang }: { nodes: readonly CompletedService[]; lang: Lang }): ReactElement {
  const label = (column: (typeof COLUMNS)[number]) => say(lang, completedTexts[column]);
  return (
    <table className="list">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {label(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {nodes.map(({ serial, serviceName, submittedAt, state }) => (
          <tr key={serial}>
            <th scope="row" data-label={label('serviceName')}>
              {serviceName}
            </th>
            <td data-label={label('submittedAt')}>{minuteOf(submittedAt)}</td>
            <td data-label={label('state')}>{say(lang, stateTexts[state])}</td>
            <td data-label={label('serial')} className="serial">
              {spacedSerial(serial)}
            </td>
            <td>
              <a className="button button-quiet" href={`/plain/completed/${serial}`}>
                {say(lang, completedTexts.view)}
              </a>{' '}
              <a className="button button-quiet" href={`/completed/${serial}/print`}>
                {say(lang, completedTexts.print)}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const RECEIPTS = {
  new: submitTexts.successText,
  replayed: submitTexts.replayed,
  already: submitResultTexts.ClearanceAlreadySubmitted,
};

/** 查看: one submitted service as it was frozen. */
export const servicePage: Page = async (visit) => {
  const found = await readService(visit);
  if ('answer' in found) return found.answer;
  const { service, around } = found;
  const { lang } = visit;
  return showPage(
    visit,
    { title: service.serviceName, around },
    <>
      <Papers {...{ service, around, lang }} />
      <SubmittedServiceView of={service} lang={lang} />
      <p>
        <a href="/plain/completed">{say(lang, completedTexts.back)}</a>
      </p>
    </>,
  );
};

/** What a student sees after 提交离校服务, however often it was pressed. */
export const receiptPage: Page = async (visit) => {
  const found = await readService(visit);
  if ('answer' in found) return found.answer;
  const { service, around } = found;
  const { lang, request } = visit;
  const how = request.query.how === 'replayed' || request.query.how === 'already' ? request.query.how : 'new';
  return showPage(
    visit,
    { title: say(lang, submitTexts.success), around },
    <>
      <p className="panel panel-passed" data-receipt={how}>
        <strong>{say(lang, RECEIPTS[how])}</strong>
      </p>
      <Papers {...{ service, around, lang }} />
      <SubmittedServiceView of={service} lang={lang} />
    </>,
  );
};

async function readService(visit: Parameters<Page>[0]) {
  const { serial = '' } = visit.params;
  const [around, said] = await Promise.all([
    readAround(visit),
    ask(visit, CompletedServiceDocument, { serial }),
  ]);
  const service = said.data?.completedService;
  if (service) return { service, around };
  const isAbsent = said.codes.length === 0 || said.codes.includes('NOT_FOUND');
  return { answer: await (isAbsent ? notFound(visit) : unread(visit, said)) };
}

/** Print, PDF, and what the paper is exchanged for. */
function Papers({
  service: { serial, diplomaNotice },
  around,
  lang,
}: {
  service: SubmittedService;
  around: ServiceGuideQuery | null;
  lang: Lang;
}): ReactElement {
  const link = around?.site.diploma?.url;
  return (
    <div className="papers">
      <p>
        <a className="button" href={`/completed/${serial}/print`}>
          {say(lang, completedTexts.printForm)}
        </a>{' '}
        <a className="button button-quiet" href={`/completed/${serial}/form.pdf`}>
          {say(lang, completedTexts.pdf)}
        </a>
      </p>
      {diplomaNotice && <p>{say(lang, diplomaNotice)}</p>}
      {link && (
        <p>
          <a href={link}>{say(lang, completedTexts.diplomaLink)}</a>
        </p>
      )}
    </div>
  );
}
