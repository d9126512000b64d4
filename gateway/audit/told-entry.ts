import type { AuditAction, AuditEntry } from './audit-trail.ts';

/** An entry as the clearance subgraph takes it: stored once by its `id`, however often it is told. */
export interface ToldEntry extends Omit<AuditEntry, 'action'> {
  readonly id: string;
  readonly action: AuditAction | 'more-refused';
}

/** Entries of one request at most, as the subgraph has it. */
export const MOST_TOLD = 500;

const MOST_FIELDS = 20;
const TEXT_LENGTH = 300;
const ACTOR_LENGTH = 64;
const DETAIL_LENGTH = 2_000;
const FIELD = /^[a-z][A-Za-z0-9]{0,39}$/;
const STUDENT_NUMBER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;
// Controls, line ends, lone surrogates, and marks that turn the direction of what follows.
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The entry within the subgraph's bounds, so that one odd entry is no reason to refuse the others: texts are cut and
 * lose control characters, what has no place in `detail` is left out, and what is no student number names nobody.
 */
export function toTold(entry: Omit<ToldEntry, 'id'>, id: string): ToldEntry {
  const { actor, role, action, studentId, detail } = entry;
  return {
    id,
    actor: clean(actor, ACTOR_LENGTH),
    role,
    action,
    studentId: studentId !== null && STUDENT_NUMBER.test(studentId) ? studentId : null,
    detail: boundedDetail(detail),
  };
}

function boundedDetail(detail: AuditEntry['detail']): AuditEntry['detail'] {
  const kept: Record<string, string | number> = {};
  for (const [field, value] of Object.entries(detail).slice(0, MOST_FIELDS)) {
    if (value === null || !FIELD.test(field)) continue;
    const told = Number.isSafeInteger(value) ? value : clean(String(value), TEXT_LENGTH);
    if (JSON.stringify({ ...kept, [field]: told }).length <= DETAIL_LENGTH) kept[field] = told;
  }
  return kept;
}

function clean(text: string, most: number): string {
  return text.slice(0, most).replace(FORBIDDEN, '\u{fffd}');
}
