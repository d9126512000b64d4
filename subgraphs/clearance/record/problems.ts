import { type Problem, refusal } from '../../kit/graph/problem.ts';
import type { Contact, LocalizedText } from '../../kit/service/contact.ts';
import type { Handover } from './recorded.ts';
import type { ReopeningRefusal } from './reopening.ts';

/** The diploma was handed over before; says when, where, and by whom. */
export function alreadyHandedOver({ at, desk, by }: Handover): Problem {
  const when = inShanghai(at);
  return refusal(
    'DIPLOMA_ALREADY_HANDED_OVER',
    `该流程单的证书已于 ${when} 在“${desk}”发放（经办人 ${by}），请勿再次发放；如有疑问，请与该经办人核对。`,
    `The diploma was handed over for this form at ${when} (Shanghai), desk "${desk}", by ${by}. Do not hand over another; ask them in case of doubt.`,
  );
}

/** The form is void, unknown, or another student's. @param office the graduate school */
export function formDoesNotHold(verdict: 'VOID' | 'INVALID', office: Contact): Problem {
  if (verdict === 'VOID')
    return refusal(
      'FORM_DOES_NOT_HOLD',
      '该流程单已作废（已退回重办），不能领证。请学生重新提交离校服务，凭新的流程单办理。',
      'The form is void: its submission was reopened. The student submits again and brings the new form.',
    );
  const ask = withPhone(office);
  return refusal(
    'FORM_DOES_NOT_HOLD',
    `该流程单无效：没有此编号，或不是出示人本人的流程单。请核对编号与证件；仍不符的，请联系${ask.zh}。`,
    `The form does not hold: there is no such serial, or it is another student's. Check serial and card; if they still do not fit, contact ${ask.en}.`,
  );
}

/** Departments fail since the submission. @param office the graduate school, which decides */
export function reviewCasesOpen(cases: readonly { readonly contact: Contact }[], office: Contact): Problem {
  const ask = withPhone(office);
  const names = cases.map(({ contact }) => contact.unitName);
  return refusal(
    'REVIEW_CASES_OPEN',
    `提交之后以下单位的条件已变化：${names.map(({ zh }) => zh).join('、')}。请先由${ask.zh}处理，处理后再发放。`,
    `Since the submission these do not pass: ${names.map(({ en }) => en).join(', ')}. ${ask.en} decides first; hand over after that.`,
  );
}

const REOPENING: Readonly<Record<ReopeningRefusal, LocalizedText>> = {
  SUBMISSION_NOT_FOUND: {
    zh: '没有此编号的提交，请核对流程单编号。',
    en: 'There is no submission with this serial; check the serial.',
  },
  SUBMISSION_VOID: {
    zh: '该提交已作废，学生可以重新提交，无需再退回；如需退回新的提交，请用新的流程单编号。',
    en: 'The submission is void already and the student may submit again; to reopen the new one, use its serial.',
  },
  DIPLOMA_ALREADY_HANDED_OVER: {
    zh: '证书已发放，提交不能再退回重办；确需更正的，请按证书管理办法办理。',
    en: 'The diploma was handed over, so the submission cannot be reopened; corrections follow the rules for diplomas.',
  },
  REOPENING_PENDING: {
    zh: '该提交已有待审核的退回申请，请由另一位管理员确认或驳回。',
    en: 'A request to reopen this submission is pending; another registrar confirms or declines it.',
  },
  REOPENING_NOT_FOUND: {
    zh: '没有此退回申请，请刷新列表。',
    en: 'There is no such request; refresh the list.',
  },
  REOPENING_DECIDED: {
    zh: '该退回申请已有结论，无需再次审核；请刷新列表查看。',
    en: 'The request was decided before; refresh the list to see how.',
  },
  SAME_REGISTRAR: {
    zh: '退回重办须由两人办理：申请人不能确认自己的申请，请由另一位管理员确认。',
    en: 'Reopening takes two persons: who requested cannot confirm; ask another registrar.',
  },
};

/** Why a request to reopen, or the decision on one, changed nothing. */
export function reopeningRefused(code: ReopeningRefusal): Problem {
  const { zh, en } = REOPENING[code];
  return refusal(code, zh, en);
}

/** @param known whether there is such a case */
export function reviewCaseNotOpen(known: boolean): Problem {
  return known
    ? refusal(
        'REVIEW_CASE_NOT_OPEN',
        '该条件变化已处理，无需再次处理；请刷新列表查看结果。',
        'The case was closed before; refresh the list to see how.',
      )
    : refusal(
        'REVIEW_CASE_NOT_OPEN',
        '没有此条件变化，请刷新列表。',
        'There is no such case; refresh the list.',
      );
}

function withPhone({ unitName, phones }: Contact): LocalizedText {
  const phone = phones[0]?.display ?? '';
  return { zh: `${unitName.zh} ${phone}`.trim(), en: `${unitName.en} ${phone}`.trim() };
}

const SHANGHAI = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

function inShanghai(instant: Date): string {
  return SHANGHAI.format(instant);
}
