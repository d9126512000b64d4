import type { Role } from '../identity/roles.ts';

/** What the gateway itself tells the audit log; the clearance subgraph accepts exactly these. */
export const auditActions = ['student-read', 'roster-read', 'read-refused', 'change-refused'] as const;

/** One of `auditActions`. */
export type AuditAction = (typeof auditActions)[number];

/** Who did or tried what. No names of people: numbers and names of fields only. */
export interface AuditEntry {
  /** 1 to 64 characters; see `isSubject`. */
  readonly actor: string;
  readonly role: Role;
  readonly action: AuditAction;
  /** About whom; null: about nobody in particular. */
  readonly studentId: string | null;
  /** At most 20 fields; what is longer than 300 characters is cut. */
  readonly detail: Readonly<Record<string, string | number | null>>;
}

/** Where look-ups and refused attempts are told. */
export interface AuditTrail {
  /** Stored before it resolves true; false: it could not be, and what it tells of must not be shown. Never rejects. */
  record(entries: readonly AuditEntry[]): Promise<boolean>;
  /** Stored soon if it can be; never waits, bounded, repeats of the same within a minute are dropped. */
  note(entry: AuditEntry): void;
  /** Stores what was noted, as far as that is possible at once. */
  close(): Promise<void>;
}
