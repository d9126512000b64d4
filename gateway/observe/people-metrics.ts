import { Counter, type Registry } from 'prom-client';

/** What is counted of roles and of the audit trail; never of whom. */
export interface PeopleMetrics {
  /** How a question about somebody's roles was answered. */
  readonly onRoleRead: (how: 'asked' | 'remembered' | 'unavailable') => void;
  /** Whether look-ups were recorded; those that were not were not shown. */
  readonly onAuditRecord: (stored: boolean) => void;
  /** What became of a note of a refused attempt. */
  readonly onAuditNote: (what: 'taken' | 'repeated' | 'left-out' | 'lost', count: number) => void;
}

/** Counters of roles and of the audit trail. */
export function createPeopleMetrics(registry: Registry): PeopleMetrics {
  const registers = [registry];
  const roles = new Counter({
    name: 'gateway_role_reads_total',
    help: 'Questions about roles by answer: asked (of the registry), remembered (of people without a role), unavailable.',
    labelNames: ['answer'],
    registers,
  });
  const records = new Counter({
    name: 'gateway_audit_records_total',
    help: 'Answers with named students to staff, by outcome: stored, or failed (the students were not shown).',
    labelNames: ['outcome'],
    registers,
  });
  const notes = new Counter({
    name: 'gateway_audit_notes_total',
    help: 'Refused attempts by what became of the note: taken, repeated, left-out (told as a number), lost.',
    labelNames: ['outcome'],
    registers,
  });
  return {
    onRoleRead: (answer) => roles.inc({ answer }),
    onAuditRecord: (stored) => records.inc({ outcome: stored ? 'stored' : 'failed' }),
    onAuditNote: (outcome, count) => notes.inc({ outcome }, count),
  };
}
