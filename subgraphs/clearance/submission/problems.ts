import { type Problem, refusal } from '../../kit/graph/problem.ts';
import type { Contact, LocalizedText } from '../../kit/service/contact.ts';
import type { Reading } from '../reads/reading.ts';
import { isRetryable } from './two-reads.ts';

const SOON_MS = 1_000;
const LATER_MS = 5_000;

/** Submitted before, with another key. */
export function alreadySubmitted(serial: string): Problem {
  const zh = `您已提交过离校服务（流程单编号 ${serial}），每人只能提交一次。`;
  const en = `The clearance was submitted before (serial ${serial}); it can be submitted only once.`;
  return refusal('CLEARANCE_ALREADY_SUBMITTED', zh, en);
}

/** Names the departments that do not pass. */
export function notEligible(blockers: readonly Reading[]): Problem {
  const { zh, en } = names(blockers.map(({ contact }) => contact));
  return refusal(
    'CLEARANCE_NOT_ELIGIBLE',
    `以下事项未通过，不能提交：${zh}。请按各项说明办理后再提交。`,
    `These items do not pass, so nothing was submitted: ${en}. Settle them and submit again.`,
  );
}

/** Names those that could not be checked. Retryable only where every unknown passes by itself; otherwise it says whom to call. */
export function unavailable(blockers: readonly Reading[]): Problem {
  const contacts = blockers.map(({ contact }) => contact);
  if (isRetryable(blockers)) {
    const { zh, en } = names(contacts);
    return retryable(
      'DEPARTMENTS_UNAVAILABLE',
      `以下单位暂时无法核对，未提交：${zh}。请稍后再试。`,
      `These could not be checked at the moment, so nothing was submitted: ${en}. Please try again later.`,
      LATER_MS,
    );
  }
  const { zh, en } = names(contacts, withPhone);
  return refusal(
    'DEPARTMENTS_UNAVAILABLE',
    `以下单位无法核对，未提交：${zh}。请致电咨询。`,
    `These could not be checked, so nothing was submitted: ${en}. Please call them.`,
  );
}

/** Another call works under the key. */
export function inProgress(afterMs: number): Problem {
  return retryable(
    'SUBMISSION_IN_PROGRESS',
    '提交正在处理中，请稍后用同一请求查询结果。',
    'The submission is being processed; repeat the same call to learn its result.',
    Math.ceil(afterMs),
  );
}

/** Names the departments whose verdict changed between two reads. */
export function verdictChanged(contacts: readonly Contact[]): Problem {
  const { zh, en } = names(contacts);
  return retryable(
    'VERDICT_CHANGED',
    `核对期间数据有变动，未提交：${zh}。请重试。`,
    `Data changed while they were checked, so nothing was submitted: ${en}. Please try again.`,
    SOON_MS,
  );
}

/** Outside the window of the class; bounds in Shanghai time, null: none. */
export function windowClosed({
  opensAt,
  closesAt,
}: {
  opensAt: string | null;
  closesAt: string | null;
}): Problem {
  return refusal(
    'CLEARANCE_WINDOW_CLOSED',
    `当前不在您所在届的办理时间内${inShanghai('，开始时间 ', opensAt)}${inShanghai('，截止时间 ', closesAt)}。`,
    `Your class cannot submit at this time${inShanghai('; from ', opensAt)}${inShanghai('; until ', closesAt)}.`,
  );
}

/** Not on the roster; names the graduate school and its phone. */
export function notOnRoster(contact: Contact): Problem {
  const { zh, en } = names([contact], withPhone);
  const sorry = { zh: '您不在办理名单中', en: 'You are not on the roster' };
  return refusal('STUDENT_NOT_ON_ROSTER', `${sorry.zh}，请联系${zh}。`, `${sorry.en}; please contact ${en}.`);
}

/** The key means something else already. */
export function keyReused(): Problem {
  return refusal(
    'IDEMPOTENCY_KEY_REUSED',
    '该幂等键已用于其他请求，请换用新的幂等键。',
    'The idempotency key was used for something else; use a new one.',
  );
}

/** Whether it was stored could not be learnt. */
export function outcomeUnknown(): Problem {
  return retryable(
    'SUBMISSION_OUTCOME_UNKNOWN',
    '提交结果暂时无法确认，请用同一幂等键重试；不会重复提交。',
    'Whether it was stored is not known yet; repeat the call with the same key: it is not stored twice.',
    SOON_MS,
  );
}

/** Not taken: too busy, or the database could not answer. */
export function shed(): Problem {
  return retryable(
    'SUBMISSION_SHED',
    '系统繁忙，本次提交未受理，请稍后用同一幂等键重试。',
    'The service is busy and did not take this call; please repeat it with the same key.',
    SOON_MS,
  );
}

function retryable(code: string, zh: string, en: string, retryAfterMs: number): Problem {
  return { code, message: { zh, en }, retryable: true, retryAfterMs };
}

function names(contacts: readonly Contact[], show = ({ unitName }: Contact) => unitName): LocalizedText {
  const shown = contacts.map(show);
  return { zh: shown.map(({ zh }) => zh).join('、'), en: shown.map(({ en }) => en).join(', ') };
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

function inShanghai(label: string, instant: string | null): string {
  return instant === null ? '' : `${label}${SHANGHAI.format(new Date(instant))}`;
}
