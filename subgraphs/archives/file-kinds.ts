import { studentNumber } from '../kit/import/reading/cells/student-number.ts';
import { optionalText } from '../kit/import/reading/cells/text.ts';
import type { FileKind } from '../kit/import/reading/file-kind.ts';

/** A line of 论文提交状态. */
export interface ThesisLine {
  readonly studentId: string;
  /** 论文提交状态 as written; null: nothing handed in. */
  readonly thesisLabel: string | null;
}

/** 论文提交状态: one line a student. */
export const thesisFile: FileKind<ThesisLine> = {
  name: 'archives-thesis',
  label: { zh: '档案馆论文提交状态', en: 'theses at the archives' },
  columns: {
    studentId: { headers: ['学号', 'XH'], required: true, parse: studentNumber },
    thesisLabel: { headers: ['论文提交状态', '论文状态'], required: true, parse: optionalText(64) },
  },
  key: ['studentId'],
};
