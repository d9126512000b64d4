import type { AuditEntry, AuditTrail } from '../audit/audit-trail.ts';
import type { EngineRequest } from '../engine/engine.ts';

/** Students whom an answer names, by the root field (its name, not its alias) that gave them. */
export type Named = ReadonlyMap<string, ReadonlySet<string>>;

/** Fields that give a page of the roster. */
const ROSTER = 'students';

/**
 * Tells the audit log whom an answer names: an entry for every student, or one for a page of the roster with how many,
 * and with the number where the page holds but one. Resolves false where it could not be stored.
 *
 * A stream asks again with the variables it began with, the same object, and the same request id (which alone a client
 * may choose): what was told of it before is not told again.
 */
export function createAuditReads(
  audit: Pick<AuditTrail, 'record'>,
): (request: EngineRequest, named: Named) => Promise<boolean> {
  const told = new WeakMap<object, { readonly asker: string; readonly entries: Set<string> }>();
  return async (request, named) => {
    const { viewer, variables, requestId } = request;
    if (viewer.kind !== 'person') return false;
    const asker = JSON.stringify([requestId, viewer]);
    const known = told.get(variables);
    const before = known?.asker === asker ? known.entries : new Set<string>();
    told.set(variables, { asker, entries: before });
    const entries = [...named]
      .flatMap(([field, students]) => entriesOf(field, students))
      .filter((entry) => !before.has(keyOf(entry)));
    if (entries.length === 0) return true;
    const { sub: actor, role } = viewer;
    const whole = entries.map((entry) => ({
      ...entry,
      actor,
      role,
      detail: { ...entry.detail, requestId },
    }));
    if (!(await audit.record(whole))) return false;
    for (const entry of entries) before.add(keyOf(entry));
    return true;
  };
}

type Told = Pick<AuditEntry, 'action' | 'studentId' | 'detail'>;

function entriesOf(field: string, students: ReadonlySet<string>): Told[] {
  const numbers = [...students];
  if (field !== ROSTER)
    return numbers.map((studentId) => ({ action: 'student-read', studentId, detail: { field } }));
  const [only = null] = numbers;
  const studentId = numbers.length === 1 ? only : null;
  return [{ action: 'roster-read', studentId, detail: { field, students: numbers.length } }];
}

function keyOf({ action, studentId, detail }: Told): string {
  return JSON.stringify([action, studentId, detail]);
}
