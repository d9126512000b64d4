import type { ReactElement } from 'react';
import { itemTexts } from '../texts/departments.ts';
import { type Lang, say } from '../texts/language.ts';
import type { NoticeLink } from './graph-types.ts';
import { Icon } from './icon.tsx';

/** Links to a department's notices, as under the tables of figures 4 and 10; one without a page says so. */
export function Notices({
  notices,
  lang,
}: {
  notices: readonly NoticeLink[];
  lang: Lang;
}): ReactElement | null {
  if (notices.length === 0) return null;
  return (
    <ul className="notices" aria-label={say(lang, itemTexts.notices)}>
      {notices.map(({ title, url }) => (
        <li key={title.zh}>
          <Icon name="notice" />
          {url ? <a href={url}>{say(lang, title)}</a> : <span>{say(lang, title)}</span>}
          {!url && <small> {say(lang, itemTexts.noticeWithoutPage)}</small>}
        </li>
      ))}
    </ul>
  );
}
