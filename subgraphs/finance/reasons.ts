import { type ReasonText, unknownTexts } from '../kit/verdict/reason-text.ts';
import type { ReasonCode } from './schema.generated.ts';

/** What people read about each of the finance office's reasons; from the guide's section 2.2.4. */
export const financeReasons: Readonly<Record<ReasonCode, ReasonText>> = {
  ...unknownTexts,
  TUITION_OWED: {
    text: { zh: '有欠费未缴。', en: 'Charges are not paid.' },
    action: { zh: '请办理交费业务。', en: 'Pay what is owed.' },
    inPerson: false,
  },
  IDENTITY_MISMATCH: {
    text: {
      zh: '收费记录中的学号与本人不符，无法核对。',
      en: 'A row of the account carries another student number.',
    },
    action: {
      zh: '请致电该部门核实收费记录。',
      en: 'Please call the department to have the account checked.',
    },
    inPerson: false,
  },
};
