import type { ReactElement } from 'react';
import { completedTexts } from '../texts/completed.ts';
import { type Lang, say } from '../texts/language.ts';
import { stateTexts } from '../texts/outcome.ts';
import type { CompletedService } from './graph-types.ts';
import { spacedSerial } from './serial.ts';
import { minuteOf } from './when.ts';

/** 已完成事项 as a table; a void one can be looked at, not printed. */
export function CompletedList({
  services,
  lang,
}: {
  services: readonly CompletedService[];
  lang: Lang;
}): ReactElement {
  if (services.length === 0)
    return (
      <div className="panel panel-unknown">
        <p>
          <strong>{say(lang, completedTexts.empty)}</strong>
        </p>
        <p>{say(lang, completedTexts.emptyHint)}</p>
        <p>
          <a className="button button-main" href="/clearance">
            {say(lang, completedTexts.toClearance)}
          </a>
        </p>
      </div>
    );
  return (
    <table className="rows completed">
      <caption className="visually-hidden">{say(lang, completedTexts.heading)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(lang, completedTexts.serviceName)}</th>
          <th scope="col">{say(lang, completedTexts.submittedAt)}</th>
          <th scope="col">{say(lang, completedTexts.state)}</th>
          <th scope="col">{say(lang, completedTexts.actions)}</th>
        </tr>
      </thead>
      <tbody>
        {services.map((service) => (
          <CompletedRow key={service.serial} service={service} lang={lang} />
        ))}
      </tbody>
    </table>
  );
}

function CompletedRow({ service, lang }: { service: CompletedService; lang: Lang }): ReactElement {
  const { serial, serviceName, submittedAt, state } = service;
  return (
    <tr>
      <th scope="row">
        {serviceName}
        <small className="serial">{spacedSerial(serial)}</small>
      </th>
      <td>{minuteOf(submittedAt)}</td>
      <td>{say(lang, stateTexts[state])}</td>
      <td>
        <a
          className="button button-small"
          href={`/completed/${serial}`}
          aria-label={`${say(lang, completedTexts.view)} ${spacedSerial(serial)}`}
        >
          {say(lang, completedTexts.view)}
        </a>{' '}
        {state !== 'VOID' && (
          <a
            className="button button-small"
            href={`/completed/${serial}/print`}
            aria-label={`${say(lang, completedTexts.print)} ${spacedSerial(serial)}`}
          >
            {say(lang, completedTexts.print)}
          </a>
        )}
      </td>
    </tr>
  );
}
