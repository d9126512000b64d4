import { type ReasonText, unknownTexts } from '../kit/verdict/reason-text.ts';
import type { ReasonCode } from './schema.generated.ts';

/** What people read about each of the library's reasons; from the guide's section 2.2.1. */
export const libraryReasons: Readonly<Record<ReasonCode, ReasonText>> = {
  ...unknownTexts,
  BOOKS_OUTSTANDING: {
    text: { zh: '有图书未归还。', en: 'Books are not returned.' },
    action: { zh: '请归还全部图书。', en: 'Return every book.' },
    inPerson: true,
  },
  LIBRARY_FEE_OWED: {
    text: { zh: '有图书馆欠款未缴。', en: 'Library fees are not paid.' },
    action: { zh: '请缴清欠款。', en: 'Pay the fees.' },
    inPerson: true,
  },
  LIBRARY_VIOLATION: {
    text: { zh: '有违章未处理。', en: 'A violation is open.' },
    action: { zh: '请处理违章。', en: 'Settle the violation.' },
    inPerson: true,
  },
  CARD_NOT_CANCELLED: {
    text: { zh: '借书证尚未注销。', en: 'The library card is still active.' },
    action: {
      zh: '无欠书、欠费、违章时，点击“注销”即可；如无法注销，请联系图书馆。',
      en: 'With no book, fee or violation open, press Cancel card; if that fails, contact the library.',
    },
    inPerson: false,
  },
  THESIS_NOT_APPROVED: {
    text: { zh: '论文提交状态不是“记录审核通过”。', en: 'The thesis deposit is not approved.' },
    action: {
      zh: '请向图书馆提交论文并等待审核通过。',
      en: 'Deposit the thesis at the library and wait for approval.',
    },
    inPerson: false,
  },
};

/** What cancelling the card means, as the guide prints it in figure 4. */
export const cardGuidance = {
  zh: '“点击注销”按钮可注销借阅权限，注销之后，无法借阅图书，但可正常进出图书馆。如误操作，可至图书馆一层借阅大厅前台办理恢复手续。',
  en: 'Cancel card ends your borrowing rights: afterwards you cannot borrow books, but may enter and leave the library as usual. If it was a mistake, have it restored at the front desk of the borrowing hall on the first floor.',
};
