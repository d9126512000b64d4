import { z } from 'zod';
import type { RosterEntry } from '../submission/record.ts';
import type { ReadFault } from './reading.ts';
import type { EntityRead } from './shared-reads.ts';

/** What the registry says about a student. */
export type RosterRead =
  | { readonly kind: 'on-roster'; readonly entry: RosterEntry }
  | { readonly kind: 'not-on-roster' }
  | { readonly kind: 'unread'; readonly fault: ReadFault };

/** What is asked of the registry: fields of `Student`. */
export const rosterSelection = 'id name gender grade college major enrollmentDate leaveType classYear';

const optional = z.string().nullable();
const student = z.object({
  id: z.string(),
  name: optional,
  gender: z.enum(['UNKNOWN', 'MALE', 'FEMALE', 'NOT_STATED']).nullable(),
  grade: optional,
  college: optional,
  major: optional,
  enrollmentDate: z.iso.date().nullable(),
  leaveType: z
    .enum([
      'GRADUATION',
      'COMPLETION',
      'PARTIAL',
      'WITHDRAWAL',
      'TRANSFER_OUT',
      'DISMISSAL',
      'EXCHANGE_END',
      'OTHER',
    ])
    .nullable(),
  classYear: z.int().nullable(),
});

/** The registry's answer; null without an error is a student it does not know. */
export function toRosterRead(read: EntityRead, studentId: string): RosterRead {
  if (read.kind === 'failed') return { kind: 'unread', fault: read.fault };
  if (read.entity === null && !read.faulty) return { kind: 'not-on-roster' };
  const parsed = student.safeParse(read.entity);
  if (!parsed.success || parsed.data.id !== studentId)
    return { kind: 'unread', fault: read.faulty ? 'SOURCE_ERROR' : 'BAD_RESPONSE' };
  const { id, classYear, ...rest } = parsed.data;
  if (classYear === null) return { kind: 'not-on-roster' };
  return { kind: 'on-roster', entry: { studentId: id, ...rest, classYear } };
}
