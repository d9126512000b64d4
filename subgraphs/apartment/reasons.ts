import { type ReasonText, unknownTexts } from '../kit/verdict/reason-text.ts';
import type { ReasonCode } from './schema.generated.ts';

const CHECK_RESIDENCY = {
  zh: '请致电该部门核实住宿情况。',
  en: 'Please call the department to have the residency checked.',
};

/** What people read about each of the apartment office's reasons; from the guide's section 2.2.3. */
export const apartmentReasons: Readonly<Record<ReasonCode, ReasonText>> = {
  ...unknownTexts,
  NOT_CHECKED_OUT: {
    text: { zh: '尚未办理退宿。', en: 'A room is not checked out.' },
    action: {
      zh: '请在各宿舍公寓管理员处办理退宿。',
      en: 'Check out with the manager of your dormitory building.',
    },
    inPerson: true,
  },
  DATA_INCOMPLETE: {
    text: { zh: '退宿日期或退宿办理人缺失。', en: 'The checkout lacks its date or its handler.' },
    action: {
      zh: '请在各宿舍公寓管理员处补全退宿信息。',
      en: 'Have the manager of your dormitory building complete the checkout.',
    },
    inPerson: true,
  },
  CHECKOUT_DATE_AHEAD: {
    text: { zh: '退宿日期未到。', en: 'The checkout day has not come.' },
    action: {
      zh: '到退宿日期当天，本项自动重新核对，无需再办理。',
      en: 'The item is checked again on that day; nothing else is to be done.',
    },
    inPerson: false,
  },
  NON_RESIDENT: {
    text: { zh: '未在校住宿，无需办理', en: 'Not living on campus; nothing to do' },
    action: { zh: '无需办理。', en: 'Nothing to do.' },
    inPerson: false,
  },
  RESIDENCY_NOT_STATED: {
    text: {
      zh: '没有住宿记录，也没有未在校住宿的说明，无法核对。',
      en: 'There is no room on record, and no statement that the student lived off campus.',
    },
    action: CHECK_RESIDENCY,
    inPerson: false,
  },
  RESIDENCY_CONTRADICTORY: {
    text: { zh: '住宿情况与住宿记录不符，无法核对。', en: 'The stated residency and the rooms disagree.' },
    action: CHECK_RESIDENCY,
    inPerson: false,
  },
};
