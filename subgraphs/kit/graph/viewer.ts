import { parseStudentNumber, type StudentNumber } from '../verdict/student-number.ts';
import { fault } from './graph-errors.ts';

/** For whom a call is made: nobody (a service reads for itself), or a person in one role. */
export type Viewer =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'person'; readonly sub: string; readonly role: string };

/**
 * The student of a representation, as far as the viewer may be told of one; null where they may not know of them. A
 * service that reads for itself sees all: the gateway narrows its answers to who asked there.
 *
 * @throws FORBIDDEN for roles that see no student at all
 */
export function visibleStudent<Reference extends { readonly id: string }>(
  reference: Reference,
  { viewer }: { readonly viewer: Viewer },
): Reference | null {
  if (viewer.kind === 'anonymous' || seesStudents(viewer)) return reference;
  if (viewer.role !== 'student') throw fault('FORBIDDEN');
  return viewer.sub === reference.id ? reference : null;
}

/** Whether a person's role sees students other than themselves: the registrar and the departments' staff. */
export function seesStudents({ role }: { readonly role: string }): boolean {
  return role === 'registrar' || role.startsWith('staff:');
}

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
