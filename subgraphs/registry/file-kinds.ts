import { choice } from '../kit/import/choice.ts';
import { day } from '../kit/import/reading/cells/day.ts';
import { optional } from '../kit/import/reading/cells/optional.ts';
import { quoted } from '../kit/import/reading/cells/quoted.ts';
import { studentNumber } from '../kit/import/reading/cells/student-number.ts';
import { text } from '../kit/import/reading/cells/text.ts';
import type { FileKind } from '../kit/import/reading/file-kind.ts';
import { type Parsed, rejected, value } from '../kit/import/reading/parsed.ts';
import type { RegistryRecord } from './records.ts';
import type { Gender, LeaveType, StudyLevel } from './schema.generated.ts';

/** 性别, by what registers write (GB/T 2261.1). */
export const genders: Readonly<Record<string, Gender>> = {
  男: 'MALE',
  女: 'FEMALE',
  未知: 'UNKNOWN',
  未说明: 'NOT_STATED',
  男性: 'MALE',
  女性: 'FEMALE',
  '0': 'UNKNOWN',
  '1': 'MALE',
  '2': 'FEMALE',
  '9': 'NOT_STATED',
};

/** 离校类别, by what registers write. */
export const leaveTypes: Readonly<Record<string, LeaveType>> = {
  毕业离校: 'GRADUATION',
  结业离校: 'COMPLETION',
  肄业离校: 'PARTIAL',
  退学: 'WITHDRAWAL',
  转学: 'TRANSFER_OUT',
  开除学籍: 'DISMISSAL',
  交流到期: 'EXCHANGE_END',
  其他: 'OTHER',
  毕业: 'GRADUATION',
  结业: 'COMPLETION',
  肄业: 'PARTIAL',
};

/** 培养层次, by what registers write. */
export const studyLevels: Readonly<Record<string, StudyLevel>> = {
  硕士: 'MASTER',
  博士: 'DOCTOR',
  本科: 'UNDERGRADUATE',
  交流: 'EXCHANGE',
  其他: 'OTHER',
  硕士研究生: 'MASTER',
  博士研究生: 'DOCTOR',
  本科生: 'UNDERGRADUATE',
  交流生: 'EXCHANGE',
};

/** 名册: one line a student. */
export const rosterFile: FileKind<RegistryRecord> = {
  name: 'registry-roster',
  label: { zh: '研究生院名册', en: 'roster of the graduate school' },
  columns: {
    studentId: { headers: ['学号', 'XH'], required: true, parse: studentNumber },
    name: { headers: ['姓名', 'XM'], required: true, parse: text(64) },
    gender: { headers: ['性别', 'XB', 'XBM'], required: true, parse: choice(genders) },
    grade: { headers: ['现在年级', '年级', 'NJ'], required: true, parse: text(16) },
    college: { headers: ['学院', '院系', '学院名称'], required: true, parse: text(100) },
    collegeCode: { headers: ['学院代码', '院系代码', 'YXDM'], required: true, parse: text(32) },
    major: { headers: ['专业', '专业名称'], required: true, parse: text(100) },
    enrollmentDate: { headers: ['入学日期', '入学时间'], required: true, parse: day },
    leaveType: { headers: ['离校类别', '高校类别'], required: true, parse: choice(leaveTypes) },
    studyLevel: { headers: ['培养层次', '学历层次', '层次'], required: true, parse: choice(studyLevels) },
    classYear: { headers: ['届', '毕业届', '届别', '离校批次'], required: true, parse: optional(classYear) },
  },
  key: ['studentId'],
};

/** 2020 or 2020届, 1990 to 2099. */
function classYear(cell: string): Parsed<number> {
  const found = cell.trim();
  const year = Number(/^((?:19|20)\d{2})\s*届?$/.exec(found)?.[1]);
  if (year >= 1990) return value(year);
  return rejected(
    `${quoted(found)} 不是届。请写成 2020 或 2020届；不在任何一届的名单上请留空。`,
    `${quoted(found)} is no class year. Write 2020 or 2020届; leave it blank for a student on no class's roster.`,
  );
}
