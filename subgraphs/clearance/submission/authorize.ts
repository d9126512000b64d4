import type { Kysely } from 'kysely';
import { fault } from '../../kit/graph/graph-errors.ts';
import { requireStudentNumber, type Viewer } from '../../kit/graph/viewer.ts';
import type { StudentNumber } from '../../kit/verdict/student-number.ts';
import { auditRefusal } from '../audit/audit-refusal.ts';
import type { ClearanceTables } from '../database/tables.ts';

/**
 * The student whom a call submits for: the caller. Submitting for somebody else is refused and audited.
 *
 * @throws UNAUTHENTICATED for nobody, FORBIDDEN for other students and for other roles, BAD_USER_INPUT for a malformed number
 */
export async function requireSelf(
  db: Kysely<ClearanceTables>,
  viewer: Viewer,
  given: string | null,
): Promise<StudentNumber> {
  if (viewer.kind === 'anonymous') throw fault('UNAUTHENTICATED');
  const { sub, role } = viewer;
  const studentId = requireStudentNumber(given ?? sub);
  if (role === 'student' && studentId === sub) return studentId;
  await auditRefusal(db, { sub, role }, { action: 'submit-refused', studentId });
  throw fault('FORBIDDEN');
}

const KEY = /^[A-Za-z0-9_-]{16,64}$/;

/** @throws BAD_USER_INPUT where there is no key, or none of 16 to 64 letters, digits, - and _ */
export function requireKey(key: unknown): string {
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw fault(
    'BAD_USER_INPUT',
    '请给出幂等键：16 至 64 位字母、数字、- 或 _。An idempotency key of 16 to 64 letters, digits, - or _ is needed.',
  );
}
