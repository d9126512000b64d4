/**
 * Something that changed in a subgraph, as its outbox tells it.
 *
 * What a kind of event has beside these fields depends on its `type`: a `verdict-changed` of a department has
 * `version`, `outcome` and `reasons`; a `submitted` of the clearance subgraph has `serial` and `edition`.
 */
export interface OutboxEvent {
  /** Its position: grows within a subgraph, and so for a student. */
  readonly cursor: string;
  readonly type: string;
  /** Name of the subgraph. */
  readonly source: string;
  readonly studentId: string;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  readonly version?: string;
  readonly outcome?: string;
  readonly reasons?: readonly string[];
  readonly serial?: string;
  readonly edition?: number;
}

/** A row of an outbox as `to_jsonb` writes it. */
export type OutboxRow = Readonly<Record<string, unknown>>;

/** The event that a row tells of: its columns in camel case, transaction and number as the cursor. */
export function eventOf(source: string, row: OutboxRow): OutboxEvent {
  const { txid, seq, type, student_id, occurred_at, ...rest } = row;
  const more = Object.entries(rest).map(([column, value]) => [camelCase(column), value]);
  return {
    cursor: `${String(txid)}-${String(seq)}`,
    type: String(type),
    source,
    studentId: String(student_id),
    ...Object.fromEntries(more),
    occurredAt: new Date(String(occurred_at)).toISOString(),
  };
}

function camelCase(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
