import { z } from 'zod';
import type { Contact } from '../../kit/service/contact.ts';
import { parseVersion } from '../../kit/verdict/version.ts';
import { type Reading, unread } from './reading.ts';
import type { EntityRead } from './shared-reads.ts';

const text = z.object({ zh: z.string(), en: z.string() });
const reason = z.object({
  code: z.string().max(64),
  text,
  action: text,
  where: text.nullable(),
  phone: z.object({ display: z.string(), uri: z.string() }).nullable(),
  url: z.string().nullable(),
});
const student = z.object({
  id: z.string(),
  verdict: z.object({
    outcome: z.enum(['PASSED', 'NOT_PASSED', 'UNKNOWN']),
    version: z.string().refine((version) => parseVersion(version) !== null),
    reasons: z.array(reason),
  }),
});

const both = '{ zh en }';

/** What a decision asks of a department: fields of `Student`, the department's edge as `verdict`. */
export function verdictSelection(edgeField: string): string {
  return `id verdict: ${edgeField} { outcome version reasons { code text ${both} action ${both} where ${both} phone { display uri } url } }`;
}

/** A department's answer about a student; whatever is not exactly that (another student, no version) is UNKNOWN. */
export function toReading(read: EntityRead, studentId: string, contact: Contact): Reading {
  if (read.kind === 'failed') return unread(contact, read.fault);
  const parsed = student.safeParse(read.entity);
  if (!parsed.success || parsed.data.id !== studentId)
    return unread(contact, read.faulty ? 'SOURCE_ERROR' : 'BAD_RESPONSE');
  return { contact, ...parsed.data.verdict };
}
