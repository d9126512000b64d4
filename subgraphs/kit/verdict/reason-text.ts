import type { Contact, LocalizedText, Phone } from '../service/contact.ts';

/** What people read about one reason code; a department has one entry per code it uses. */
export interface ReasonText {
  readonly text: LocalizedText;
  readonly action: LocalizedText;
  /** Whether the student goes to the unit's place; on line and "nothing to do" do not. */
  readonly inPerson: boolean;
}

/** A reason as the graph shows it. */
export interface PresentedReason<Code extends string> {
  readonly code: Code;
  readonly text: LocalizedText;
  readonly action: LocalizedText;
  readonly where: LocalizedText | null;
  readonly phone: Phone | null;
  readonly url: string | null;
}

/** Joins a code with its text and the unit's phone and place. */
export function presentReason<Code extends string>(
  code: Code,
  texts: Readonly<Record<Code, ReasonText>>,
  contact: Contact,
): PresentedReason<Code> {
  const { text, action, inPerson } = texts[code];
  return {
    code,
    text,
    action,
    where: inPerson ? contact.place : null,
    phone: contact.phones[0] ?? null,
    url: null,
  };
}

/** The codes that every department may use when it cannot tell. */
export type UnknownCode =
  | 'SOURCE_TIMEOUT'
  | 'SOURCE_ERROR'
  | 'STUDENT_NOT_FOUND'
  | 'LABEL_UNMAPPED'
  | 'STALE';

const ASK: LocalizedText = { zh: '请致电该部门咨询。', en: 'Please call the department.' };
const LATER: LocalizedText = {
  zh: '请稍后刷新；如仍无法核对，请致电该部门。',
  en: 'Please refresh later; if it stays so, call the department.',
};

/** Texts of the codes that every department may use. */
export const unknownTexts: Readonly<Record<UnknownCode, ReasonText>> = {
  SOURCE_TIMEOUT: {
    text: { zh: '部门系统未及时响应，暂时无法核对。', en: 'The department did not answer in time.' },
    action: LATER,
    inPerson: false,
  },
  SOURCE_ERROR: {
    text: { zh: '部门系统出错，暂时无法核对。', en: 'The department answered with a fault.' },
    action: LATER,
    inPerson: false,
  },
  STUDENT_NOT_FOUND: {
    text: { zh: '该部门没有该学生的记录，无法核对。', en: 'The department has no record of this student.' },
    action: ASK,
    inPerson: false,
  },
  LABEL_UNMAPPED: {
    text: {
      zh: '部门系统中的状态无法识别，无法核对。',
      en: 'The department uses a status that is not configured.',
    },
    action: ASK,
    inPerson: false,
  },
  STALE: {
    text: { zh: '部门数据已过期，无法核对。', en: "The department's data are out of date." },
    action: LATER,
    inPerson: false,
  },
};
