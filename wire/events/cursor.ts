/**
 * A position in the events of a subgraph: `<txid>-<seq>`, both decimal.
 *
 * Order is by transaction, then by row within it, each compared as a number. Redis orders the ids of a stream in the
 * same way, so a cursor is an id there.
 */
export interface Cursor {
  readonly txid: bigint;
  readonly seq: bigint;
}

/** Before the first event. */
export const BEGINNING: Cursor = { txid: 0n, seq: 0n };

/** The cursor, or null where the text is none; 18 digits hold every transaction that a database can have. */
export function parseCursor(text: unknown): Cursor | null {
  const match = typeof text === 'string' ? /^(\d{1,18})-(\d{1,18})$/.exec(text) : null;
  return match ? { txid: BigInt(match[1] ?? 0), seq: BigInt(match[2] ?? 0) } : null;
}

/** As it is written on the wire. */
export function formatCursor({ txid, seq }: Cursor): string {
  return `${txid}-${seq}`;
}

/** Negative where `a` comes before `b`, 0 where they are the same, positive where it comes after. */
export function compareCursors(a: Cursor, b: Cursor): number {
  if (a.txid !== b.txid) return a.txid < b.txid ? -1 : 1;
  return a.seq === b.seq ? 0 : a.seq < b.seq ? -1 : 1;
}
