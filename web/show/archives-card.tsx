import type { ReactElement } from 'react';
import { archivesStatusTexts, archivesTexts } from '../texts/departments.ts';
import { type Lang, say } from '../texts/language.ts';
import { AnsweredCard, type CardFrame } from './department-card.tsx';
import type { ArchivesItem } from './graph-types.ts';

/** 档案馆, figures 4 and 7: the state of the thesis as the archives write it. */
export function ArchivesCard({ item, ...frame }: CardFrame & { item: ArchivesItem }): ReactElement {
  const { lang } = frame;
  const isApproved = item.thesisArchivesStatus === 'APPROVED';
  return (
    <AnsweredCard {...frame} item={item}>
      <table className="facts">
        <tbody>
          <tr className={isApproved ? undefined : 'open'}>
            <th scope="row">{say(lang, archivesTexts.thesis)}</th>
            <td>{labelOf(item, lang)}</td>
          </tr>
        </tbody>
      </table>
    </AnsweredCard>
  );
}

function labelOf({ thesisArchivesLabel, thesisArchivesStatus: status }: ArchivesItem, lang: Lang): string {
  const raw = thesisArchivesLabel?.trim() ?? '';
  const meaning = say(lang, archivesStatusTexts[status]);
  if (raw === '') return meaning;
  return lang === 'zh' ? raw : `${meaning} (${raw})`;
}
