import { parseStudentNumber, type StudentNumber } from '../verdict/student-number.ts';
import { fault } from './graph-errors.ts';

/** Who asks: nobody that we know, or a person with one role. */
export type Viewer =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'person'; readonly sub: string; readonly role: string };

/** Passes staff of one department. @throws UNAUTHENTICATED for nobody, FORBIDDEN for everybody else */
export function requireStaff(viewer: Viewer, department: string): void {
  if (viewer.kind === 'anonymous') throw fault('UNAUTHENTICATED');
  if (viewer.role !== `staff:${department}`) throw fault('FORBIDDEN');
}

/**
 * The student whom a call is about: students act for themselves and may leave the number out; staff of the department name somebody.
 *
 * @throws UNAUTHENTICATED for nobody, FORBIDDEN for another student and for other roles, BAD_USER_INPUT for a malformed or missing number
 */
export function requireSelfOrStaff(
  viewer: Viewer,
  department: string,
  studentId: string | null,
): StudentNumber {
  if (viewer.kind === 'anonymous') throw fault('UNAUTHENTICATED');
  if (viewer.role === 'student') {
    if (studentId !== null && studentId !== viewer.sub) throw fault('FORBIDDEN');
    return requireStudentNumber(viewer.sub);
  }
  requireStaff(viewer, department);
  return requireStudentNumber(studentId);
}

/** @throws BAD_USER_INPUT where the text cannot be a student number */
export function requireStudentNumber(text: string | null): StudentNumber {
  const number = text === null ? null : parseStudentNumber(text);
  if (number) return number;
  throw fault(
    'BAD_USER_INPUT',
    '学号格式不正确：1 至 32 位字母、数字、- 或 _。A student number has 1 to 32 letters, digits, - or _.',
  );
}
