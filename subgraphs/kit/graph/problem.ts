import type { LocalizedText } from '../service/contact.ts';

/** The fields of the contract's `interface Problem`. */
export interface Problem {
  readonly code: string;
  readonly message: LocalizedText;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
}

/** A refusal that stays until something changes: not retryable. */
export function refusal(code: string, zh: string, en: string): Problem {
  return { code, message: { zh, en }, retryable: false, retryAfterMs: null };
}

/** The department has no record of the student. */
export function studentNotFound(): Problem & { readonly __typename: 'StudentNotFound' } {
  const zh = '该部门没有此学号的记录，请核对学号。';
  const en = 'The department has no record of this student number; please check it.';
  return { __typename: 'StudentNotFound', ...refusal('STUDENT_NOT_FOUND', zh, en) };
}
