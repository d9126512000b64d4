import { type ReasonText, unknownTexts } from '../kit/verdict/reason-text.ts';
import type { ReasonCode } from './schema.generated.ts';

/** What people read about each of the archives' reasons; from the guide's section 2.2.2. */
export const archivesReasons: Readonly<Record<ReasonCode, ReasonText>> = {
  ...unknownTexts,
  ARCHIVES_THESIS_MISSING: {
    text: { zh: '论文提交状态为空。', en: 'The archives have not received the thesis.' },
    action: { zh: '请线下去档案馆提交论文。', en: 'Hand in the thesis at the archives in person.' },
    inPerson: true,
  },
  ARCHIVES_THESIS_NOT_APPROVED: {
    text: { zh: '论文提交状态不是“已审核”。', en: 'The archives have not accepted the thesis yet.' },
    action: {
      zh: '请等待档案馆审核；如有疑问，请致电档案馆。',
      en: 'Wait until the archives have checked it; if in doubt, call them.',
    },
    inPerson: false,
  },
};
