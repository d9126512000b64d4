import type { GraphQLFormattedError } from 'graphql';
import { type ErrorCode, errorTable, sentenceFor } from '../request/errors.ts';
import { safeMessage } from '../request/safe-message.ts';
import type { Contact } from '../supergraph/contacts.ts';
import type { Cause, Problem } from './settle-answer.ts';

/** Codes that a department may speak with its own message; every other fault of its own is masked. */
const passedOn = [
  'NOT_FOUND',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'BAD_USER_INPUT',
] as const satisfies ErrorCode[];
type PassedOnCode = (typeof passedOn)[number];

const failureCodes = {
  unavailable: 'DEPARTMENT_UNAVAILABLE',
  timeout: 'DEPARTMENT_TIMEOUT',
  'bad-response': 'DEPARTMENT_BAD_RESPONSE',
  cancelled: 'DEPARTMENT_UNAVAILABLE',
  'token-refused': 'DEPARTMENT_UNAVAILABLE',
} as const;

type DepartmentCode = (typeof failureCodes)[keyof typeof failureCodes] | 'DEPARTMENT_ERROR';

/** Who failed, at what. */
export interface Department {
  readonly name: string;
  readonly contact: Contact | undefined;
  readonly kind: 'query' | 'mutation';
}

/**
 * The error that a client is shown for a problem: a sentence for people in Chinese and English that names the
 * department and its phone, and `extensions { code department departmentName phone retryable }`. The path is the
 * problem's, from the root of the fetch. Nothing of the department's own message is kept unless its code is one of
 * NOT_FOUND, FORBIDDEN, UNAUTHENTICATED, BAD_USER_INPUT. A failed mutation is never called retryable: it may have been done.
 */
export function departmentError(problem: Problem, department: Department): GraphQLFormattedError {
  const { cause } = problem;
  const place = problem.path === null ? {} : { path: problem.path };
  if (cause.kind === 'stated' && isPassedOn(cause.code)) {
    const message = safeMessage(cause.message) ?? sentenceFor(cause.code);
    return { message, ...place, extensions: { code: cause.code, ...namesOf(department) } };
  }
  const code = codeOf(cause);
  const retryable = code !== 'DEPARTMENT_ERROR' && department.kind === 'query';
  const message = departmentSentence(code, department.contact, retryable);
  return { message, ...place, extensions: { code, ...namesOf(department), retryable } };
}

// Whom to call also stands beside a refusal: a student who is on no roster asks the graduate school.
function namesOf({ name, contact }: Department) {
  return {
    department: name,
    ...(contact && { departmentName: contact.name }),
    ...(contact?.phone !== undefined && { phone: contact.phone }),
  };
}

function codeOf(cause: Cause): DepartmentCode {
  return cause.kind === 'failure' ? failureCodes[cause.failure] : 'DEPARTMENT_ERROR';
}

/** Whether a department may speak this code with its own message. */
export function isPassedOn(code: unknown): code is PassedOnCode {
  return passedOn.some((known) => known === code);
}

/** A sentence for people about a department's fault, Chinese first; says what to do, and whom to call where that is known. */
export function departmentSentence(
  code: DepartmentCode,
  contact: Contact | undefined,
  retryable: boolean,
): string {
  const { zh, en } = errorTable[code];
  const name = contact?.name ?? { zh: '该部门', en: 'The department' };
  const advice = retryable ? ['请稍后再试', 'try again later'] : [];
  const call = contact?.phone === undefined ? [] : [`请致电 ${contact.phone}`, `call ${contact.phone}`];
  const ways = [advice, call].filter(([inChinese]) => inChinese !== undefined);
  const toDo = (language: 0 | 1, or: string) => ways.map((way) => way[language]).join(or);
  const [todoZh, todoEn] = [toDo(0, '，或'), toDo(1, ' or ')];
  return `${name.zh}${zh}${todoZh && `，${todoZh}`}。 ${name.en} ${en}${todoEn && `; ${todoEn}`}.`;
}
