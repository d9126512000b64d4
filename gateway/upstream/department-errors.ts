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
    return { message, ...place, extensions: { code: cause.code, department: department.name } };
  }
  const code = codeOf(cause);
  const { contact } = department;
  const extensions = {
    code,
    department: department.name,
    ...(contact && { departmentName: contact.name }),
    ...(contact?.phone !== undefined && { phone: contact.phone }),
    retryable: code !== 'DEPARTMENT_ERROR' && department.kind === 'query',
  };
  return { message: departmentSentence(code, contact), ...place, extensions };
}

function codeOf(cause: Cause): DepartmentCode {
  return cause.kind === 'failure' ? failureCodes[cause.failure] : 'DEPARTMENT_ERROR';
}

function isPassedOn(code: unknown): code is PassedOnCode {
  return passedOn.some((known) => known === code);
}

/** A sentence for people about a department's fault, Chinese first; says what to do, and whom to call where that is known. */
export function departmentSentence(code: DepartmentCode, contact: Contact | undefined): string {
  const { zh, en } = errorTable[code];
  const name = contact?.name ?? { zh: '该部门', en: 'The department' };
  const call =
    contact?.phone === undefined
      ? { zh: '', en: '' }
      : { zh: `，或致电 ${contact.phone}`, en: ` or call ${contact.phone}` };
  return `${name.zh}${zh}，请稍后再试${call.zh}。 ${name.en} ${en}; try again later${call.en}.`;
}
