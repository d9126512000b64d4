import iconv from 'iconv-lite';
import { academicYear } from '../../../subgraphs/kit/import/reading/cells/academic-year.ts';
import { amountFen } from '../../../subgraphs/kit/import/reading/cells/amount-fen.ts';
import { studentNumber } from '../../../subgraphs/kit/import/reading/cells/student-number.ts';
import { optionalText, text } from '../../../subgraphs/kit/import/reading/cells/text.ts';
import type { FileKind } from '../../../subgraphs/kit/import/reading/file-kind.ts';

/** A kind of export as a department would describe it. */
export interface Charge {
  readonly studentId: string;
  readonly year: number;
  readonly item: string;
  readonly amount: number;
  readonly remark: string | null;
}

export const charges: FileKind<Charge> = {
  name: 'charges',
  label: { zh: '欠费明细', en: 'charges' },
  columns: {
    studentId: { headers: ['学号', 'student_id'], required: true, parse: studentNumber },
    year: { headers: ['收费学年', '学年'], required: true, parse: academicYear },
    item: { headers: ['收费项目名称', '收费项目'], required: true, parse: text(40) },
    amount: { headers: ['总欠款(元)', '总欠款', '欠款金额(元)'], required: true, parse: amountFen },
    remark: { headers: ['备注'], required: false, parse: optionalText(40) },
  },
  key: ['studentId', 'year', 'item'],
};

/** A kind whose columns `charges` has, too: only what a file lacks tells them apart. */
export const accounts: FileKind<{ studentId: string; remark: string | null }> = {
  name: 'accounts',
  label: { zh: '账户名单', en: 'accounts' },
  columns: { studentId: charges.columns.studentId, remark: charges.columns.remark },
  key: ['studentId'],
};

export const HEADER = '学号,收费学年,收费项目名称,总欠款(元),备注';
export const ROW = 'TS2020S1,2018,学费,60,';
export const CHARGE: Charge = { studentId: 'TS2020S1', year: 2018, item: '学费', amount: 6000, remark: null };

/** The text as a system would write it. */
export const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with BOM': (text) => Buffer.from(`\uFEFF${text}`),
  GB18030: (text) => iconv.encode(text, 'gb18030'),
};
