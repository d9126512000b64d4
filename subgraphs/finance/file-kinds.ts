import { academicYear } from '../kit/import/reading/cells/academic-year.ts';
import { amountFen } from '../kit/import/reading/cells/amount-fen.ts';
import { studentNumber } from '../kit/import/reading/cells/student-number.ts';
import { optionalText, text } from '../kit/import/reading/cells/text.ts';
import type { FileKind } from '../kit/import/reading/file-kind.ts';

const studentId = { headers: ['学号', 'XH'], required: true, parse: studentNumber } as const;

/** A line of 账户: the office knows the student. */
export interface AccountLine {
  readonly studentId: string;
}

/** 账户: one line a student who has an account, whether or not anything is owed. */
export const accountsFile: FileKind<AccountLine> = {
  name: 'finance-accounts',
  label: { zh: '财务缴费账户', en: 'accounts' },
  columns: { studentId },
  key: ['studentId'],
};

/** A line of 欠费明细. */
export interface ChargeLine {
  readonly studentId: string;
  readonly academicYear: number;
  readonly itemName: string;
  /** 总欠款 in hundredths of a yuan; below zero is a credit. */
  readonly owedFen: number;
  /** 单据号, which tells two rows of the same year and item apart. */
  readonly documentNumber: string | null;
}

/** 欠费明细: one line a charge. */
export const chargesFile: FileKind<ChargeLine> = {
  name: 'finance-charges',
  label: { zh: '财务欠费明细', en: 'charges' },
  columns: {
    studentId,
    academicYear: { headers: ['收费学年', '学年'], required: true, parse: academicYear },
    itemName: { headers: ['收费项目名称', '收费项目'], required: true, parse: text(64) },
    owedFen: {
      headers: ['总欠款', '总欠款(元)', '欠款金额(元)', '欠款金额'],
      required: true,
      parse: amountFen,
    },
    documentNumber: { headers: ['单据号', '单号'], required: false, parse: optionalText(64) },
  },
  key: ['studentId', 'academicYear', 'itemName', 'documentNumber'],
};
