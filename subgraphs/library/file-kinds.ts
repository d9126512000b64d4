import { amountFen } from '../kit/import/reading/cells/amount-fen.ts';
import { count } from '../kit/import/reading/cells/count.ts';
import { day } from '../kit/import/reading/cells/day.ts';
import { optional } from '../kit/import/reading/cells/optional.ts';
import { studentNumber } from '../kit/import/reading/cells/student-number.ts';
import { optionalText, text } from '../kit/import/reading/cells/text.ts';
import type { FileKind } from '../kit/import/reading/file-kind.ts';

const studentId = { headers: ['学号', 'XH', '读者证号'], required: true, parse: studentNumber } as const;

/** A line of 读者: cards, violations, theses, and perhaps the library's own sums. */
export interface ReaderLine {
  readonly studentId: string;
  readonly cardLabel: string | null;
  readonly violationLabel: string | null;
  readonly thesisLabel: string | null;
  /** 未还册数 as the library sums it up; null: it does not say. */
  readonly statedBooks: number | null;
  /** 欠款金额 in hundredths of a yuan as the library sums it up; null: it does not say. */
  readonly statedFeeFen: number | null;
}

/** 读者: one line a student. */
export const readersFile: FileKind<ReaderLine> = {
  name: 'library-readers',
  label: { zh: '图书馆读者状态', en: 'readers of the library' },
  columns: {
    studentId,
    cardLabel: { headers: ['证件状态', '借书证状态'], required: true, parse: optionalText(64) },
    violationLabel: { headers: ['违章状态', '违章次数'], required: true, parse: optionalText(64) },
    thesisLabel: { headers: ['论文提交状态', '论文状态'], required: true, parse: optionalText(64) },
    statedBooks: {
      headers: ['未还册数', '图书状态', '图书-未还册数'],
      required: false,
      parse: optional(count),
    },
    statedFeeFen: {
      headers: ['欠款金额(元)', '欠款金额', '欠费情况'],
      required: false,
      parse: optional(amountFen),
    },
  },
  key: ['studentId'],
};

/** A line of 在借图书. */
export interface LoanLine {
  readonly studentId: string;
  readonly barcode: string;
  readonly title: string;
  readonly dueOn: string;
}

/** 在借图书: one line a book that is out. */
export const loansFile: FileKind<LoanLine> = {
  name: 'library-loans',
  label: { zh: '图书馆在借图书', en: 'books on loan' },
  columns: {
    studentId,
    barcode: { headers: ['条码号', '图书条码', '条码'], required: true, parse: text(64) },
    title: { headers: ['题名', '书名'], required: true, parse: text(400) },
    dueOn: { headers: ['应还日期', '到期日期'], required: true, parse: day },
  },
  key: ['studentId', 'barcode'],
};

/** A line of 欠费. */
export interface FeeLine {
  readonly studentId: string;
  readonly documentNumber: string;
  readonly reason: string;
  readonly amountFen: number;
}

/** 欠费: one line a fee. */
export const feesFile: FileKind<FeeLine> = {
  name: 'library-fees',
  label: { zh: '图书馆欠费', en: 'fees of the library' },
  columns: {
    studentId,
    documentNumber: { headers: ['单号', '单据号'], required: true, parse: text(64) },
    reason: { headers: ['事由', '欠费事由'], required: true, parse: text(200) },
    amountFen: { headers: ['欠款金额(元)', '欠款金额', '金额(元)'], required: true, parse: amountFen },
  },
  key: ['studentId', 'documentNumber'],
};
