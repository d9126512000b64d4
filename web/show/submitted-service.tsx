import type { ReactElement } from 'react';
import { basicTexts } from '../texts/basic-information.ts';
import { completedTexts } from '../texts/completed.ts';
import { fill, type Lang, say } from '../texts/language.ts';
import { stateTexts } from '../texts/outcome.ts';
import { BasicInformation, basicOfSubmitted } from './basic-information.tsx';
import type { SubmittedService } from './graph-types.ts';
import { Notices } from './notices.tsx';
import { PhoneLink } from './phone-link.tsx';
import { spacedSerial } from './serial.ts';
import { Verdict } from './verdict.tsx';
import { minuteOf } from './when.ts';

/** A submitted service as it was frozen: figures 12 and 13, 查看. */
export function SubmittedServiceView({ of, lang }: { of: SubmittedService; lang: Lang }): ReactElement {
  return (
    <>
      <ServiceFacts of={of} lang={lang} />
      {of.voidedAt && (
        <p className="panel panel-failed">
          {fill(lang, completedTexts.voided, { time: minuteOf(of.voidedAt) })}
        </p>
      )}
      {of.diploma && (
        <p className="panel panel-passed">
          {fill(lang, completedTexts.diploma, {
            time: minuteOf(of.diploma.handedOverAt),
            desk: of.diploma.desk,
          })}
        </p>
      )}
      <p className="frozen">{say(lang, completedTexts.frozen)}</p>
      <section aria-labelledby="basic-title">
        <h2 id="basic-title">{say(lang, basicTexts.heading)}</h2>
        <BasicInformation of={basicOfSubmitted(of.student)} lang={lang} />
      </section>
      <SubmittedItems of={of} lang={lang} />
    </>
  );
}

function ServiceFacts({ of, lang }: { of: SubmittedService; lang: Lang }): ReactElement {
  const { serviceName, serviceCode, submittedAt, serial, edition, state } = of;
  const facts = [
    [completedTexts.serviceName, serviceName],
    [completedTexts.serviceCode, serviceCode],
    [completedTexts.submittedAt, minuteOf(submittedAt)],
    [completedTexts.state, say(lang, stateTexts[state])],
    [completedTexts.serial, spacedSerial(serial)],
    ...(edition > 1 ? ([[completedTexts.edition, String(edition)]] as const) : []),
  ] as const;
  return (
    <dl className="basic">
      {facts.map(([name, value]) => (
        <div key={name.zh} className={name === completedTexts.serial ? 'serial' : undefined}>
          <dt>{say(lang, name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function SubmittedItems({ of, lang }: { of: SubmittedService; lang: Lang }): ReactElement {
  return (
    <section className="items" aria-labelledby="submitted-title">
      <h2 id="submitted-title">{say(lang, completedTexts.items)}</h2>
      <ul className="submitted-items">
        {of.departments.map(({ contact, outcome, readAt, notices }) => (
          <li key={contact.code}>
            <h3>{say(lang, contact.unitName)}</h3>
            <Verdict shown={outcome} lang={lang} />
            <p className="checked">{fill(lang, completedTexts.readAt, { time: minuteOf(readAt) })}</p>
            <p className="phones">
              {contact.phones.map((phone) => (
                <PhoneLink key={phone.uri} phone={phone} />
              ))}
            </p>
            <Notices notices={notices} lang={lang} />
          </li>
        ))}
      </ul>
    </section>
  );
}
