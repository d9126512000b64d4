import type { ReactElement } from 'react';
import { type Lang, say } from '../texts/language.ts';
import { siteTexts } from '../texts/site.ts';
import type { Site } from './graph-types.ts';
import { PhoneLink } from './phone-link.tsx';

/** Everybody whom the guide says one may call, as on its last page; the mailbox where the profile has one. */
export function Contacts({ site, lang }: { site: Pick<Site, 'contacts' | 'sso'>; lang: Lang }): ReactElement {
  return (
    <section className="contacts" aria-labelledby="contacts-title">
      <h2 id="contacts-title">{say(lang, siteTexts.contacts)}</h2>
      <p>{say(lang, siteTexts.contactsIntro)}</p>
      <ul>
        {site.contacts.map(({ unitName, phone }) => (
          <li key={unitName.zh}>
            <span>{say(lang, unitName)}</span>
            <PhoneLink phone={phone} />
          </li>
        ))}
        {site.sso.email && (
          <li>
            <span>{site.sso.name}</span>
            <a href={`mailto:${site.sso.email}`}>{site.sso.email}</a>
          </li>
        )}
      </ul>
    </section>
  );
}
