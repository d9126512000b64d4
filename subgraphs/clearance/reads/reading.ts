import type { Contact, LocalizedText } from '../../kit/service/contact.ts';
import type { Outcome } from '../../kit/verdict/verdict.ts';
import type { SubmissionReason } from '../schema.generated.ts';

/** Why a department could not be read. */
export type ReadFault = 'SOURCE_TIMEOUT' | 'SOURCE_UNAVAILABLE' | 'SOURCE_ERROR' | 'BAD_RESPONSE';

/** What one department says about one student, read now. */
export interface Reading {
  readonly contact: Contact;
  readonly outcome: Outcome;
  /** Null where nothing was read. */
  readonly version: string | null;
  readonly reasons: readonly SubmissionReason[];
}

// Faults that pass by themselves; the departments use the first two for sources of their own.
const PASSING: ReadonlySet<string> = new Set(['SOURCE_TIMEOUT', 'SOURCE_ERROR', 'SOURCE_UNAVAILABLE']);

/** Whether the same read may succeed later by itself. */
export function isTransient({ reasons }: Reading): boolean {
  return reasons.length > 0 && reasons.every(({ code }) => PASSING.has(code));
}

const LATER: LocalizedText = { zh: '请稍后再试。', en: 'Please try again later.' };
const CALL: LocalizedText = { zh: '请致电该部门咨询。', en: 'Please call the department.' };
const TEXTS: Readonly<Record<ReadFault, { text: LocalizedText; action: LocalizedText }>> = {
  SOURCE_TIMEOUT: {
    text: { zh: '部门系统未及时响应，暂时无法核对。', en: 'The department did not answer in time.' },
    action: LATER,
  },
  SOURCE_UNAVAILABLE: {
    text: { zh: '暂时无法连接部门系统，无法核对。', en: 'The department cannot be reached at the moment.' },
    action: LATER,
  },
  SOURCE_ERROR: {
    text: { zh: '部门系统出错，暂时无法核对。', en: 'The department answered with a fault.' },
    action: LATER,
  },
  BAD_RESPONSE: {
    text: {
      zh: '部门系统的答复无法识别，无法核对。',
      en: "The department's answer could not be understood.",
    },
    action: CALL,
  },
};

/** An UNKNOWN that says why the department could not be read. */
export function unread(contact: Contact, fault: ReadFault): Reading {
  const reason = { code: fault, ...TEXTS[fault], where: null, phone: contact.phones[0] ?? null, url: null };
  return { contact, outcome: 'UNKNOWN', version: null, reasons: [reason] };
}
