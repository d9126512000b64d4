import type { ReactElement } from 'react';
import { PhoneLink } from '../../show/phone-link.tsx';
import { clearanceTexts } from '../../texts/clearance.ts';
import { say } from '../../texts/language.ts';
import { useLang } from '../shell/use-lang.ts';
import { siteState } from '../site.ts';
import { useStore } from '../use-store.ts';

/** 不在办理名单: said plainly, with the graduate school's number, instead of an empty form. */
export function NotOnRoster(): ReactElement {
  const lang = useLang();
  const site = useStore(siteState);
  const contacts = site.kind === 'shown' ? site.site.contacts : [];
  const contact =
    contacts.find(({ unitName }) => unitName.zh === clearanceTexts.rosterContact.zh) ?? contacts[0];
  return (
    <div className="panel panel-unknown">
      <h2>{say(lang, clearanceTexts.notRosterTitle)}</h2>
      <p>{say(lang, clearanceTexts.notRosterText)}</p>
      {contact && (
        <p>
          {say(lang, contact.unitName)} <PhoneLink phone={contact.phone} />
        </p>
      )}
    </div>
  );
}
