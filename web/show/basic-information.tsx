import type { ReactElement } from 'react';
import { basicTexts, genderTexts, leaveTypeTexts } from '../texts/basic-information.ts';
import { type Lang, say } from '../texts/language.ts';
import type { ClearanceStudent, SubmittedService } from './graph-types.ts';

/** Whose clearance it is, from the page or frozen in a submission. */
export type BasicInformationOf = Pick<
  ClearanceStudent,
  'id' | 'name' | 'gender' | 'grade' | 'college' | 'major' | 'enrollmentDate' | 'leaveType'
>;

type Field = keyof BasicInformationOf;

/** 姓名 学号 性别 / 现在年级 学院 专业 / 入学日期 离校类别: figure 4. Figure 5 moves 现在年级 after 入学日期, which the style does. */
const desktopOrder: readonly Field[] = [
  'name',
  'id',
  'gender',
  'grade',
  'college',
  'major',
  'enrollmentDate',
  'leaveType',
];

/** 基本信息 as rows of a phone and as three columns of a PC; the order of each is its figure's. */
export function BasicInformation({ of, lang }: { of: BasicInformationOf; lang: Lang }): ReactElement {
  return (
    <dl className="basic">
      {desktopOrder.map((field) => (
        <div key={field} className={`basic-${field.toLowerCase()}`}>
          <dt>{say(lang, basicTexts[field])}</dt>
          <dd>{fieldText(field, of, lang) ?? <span className="blank">{say(lang, basicTexts.none)}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The basic information of a submission, in the shape of the page's. */
export function basicOfSubmitted({ studentId, ...rest }: SubmittedService['student']): BasicInformationOf {
  return { ...rest, id: studentId };
}

function fieldText(field: Field, of: BasicInformationOf, lang: Lang): string | null {
  if (field === 'gender') return of.gender && say(lang, genderTexts[of.gender]);
  if (field === 'leaveType') return of.leaveType && say(lang, leaveTypeTexts[of.leaveType]);
  return of[field];
}
