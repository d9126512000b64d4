import type { Log } from '../observe/log.ts';
import { type AuditAddress, createAuditClient } from './audit-client.ts';
import type { AuditTrail } from './audit-trail.ts';
import { type Admission, createNoteLimits, type LeftOut } from './note-limits.ts';
import { createNoteQueue } from './note-queue.ts';
import { MOST_TOLD, type ToldEntry, toTold } from './told-entry.ts';

/** What the audit trail works with. */
export interface AuditTrailOptions extends AuditAddress {
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** A UUID, never twice. */
  readonly newId: () => string;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  /** A monotonic clock, milliseconds. */
  readonly elapsed: () => number;
  /** Told whether what had to be recorded was stored: for counts. */
  readonly onRecord?: (stored: boolean) => void;
  /** Told what became of each note: for counts. */
  readonly onNote?: (what: Admission | 'lost', count: number) => void;
  /** Tests choose other times than `AUDIT_TIMES`. */
  readonly times?: Partial<typeof AUDIT_TIMES>;
}

/** Milliseconds, but for `notesPerWindow`. */
export const AUDIT_TIMES = {
  /** From telling to what must be stored being stored, a second attempt included. */
  recordMs: 800,
  /** The same for notes, for which nobody waits. */
  noteMs: 5_000,
  gatherMs: 200,
  retryMs: 1_000,
  longestMs: 30_000,
  windowMs: 60_000,
  notesPerWindow: 60,
};

/**
 * An audit trail in the clearance subgraph's log.
 *
 * Of notes an actor has 60 a minute; when the minute is over, one entry `more-refused` says how many there were besides.
 */
export function createAuditTrail(options: AuditTrailOptions): AuditTrail {
  const { log, newId, random, elapsed, onNote = () => {}, onRecord = () => {} } = options;
  const times = { ...AUDIT_TIMES, ...options.times };
  const client = createAuditClient(options);
  const limits = createNoteLimits(times, elapsed);
  const queue = createNoteQueue({
    tell: (batch) => client.tell(batch, times.noteMs),
    random,
    onLost,
    onTrouble,
    times,
  });
  let settling: NodeJS.Timeout | null = null;
  let isOverflowing = false;

  function onLost(count: number, why: 'overflow' | 'refused' | 'closed'): void {
    onNote('lost', count);
    // One line when the queue begins to run over, not one for each note.
    if (why !== 'overflow' || !isOverflowing) log.error({ count, why }, 'audit notes are lost');
    isOverflowing ||= why === 'overflow';
  }
  function onTrouble(state: 'begins' | 'ends'): void {
    isOverflowing &&= state === 'begins';
    if (state === 'begins') log.warn('audit notes cannot be stored; they wait');
    else log.info('audit notes are stored again');
  }
  const settle = (which: 'over' | 'all') => {
    for (const one of limits.settle(which)) queue.add(moreRefused(one, newId()));
  };
  const settleLater = () => {
    settling ??= setTimeout(() => {
      settling = null;
      settle('over');
      if (limits.owes()) settleLater();
    }, times.windowMs);
    settling.unref();
  };

  return {
    record: async (entries) => {
      const told = entries.map((entry) => toTold(entry, newId()));
      const parts = Array.from({ length: Math.ceil(told.length / MOST_TOLD) }, (_, index) =>
        told.slice(index * MOST_TOLD, (index + 1) * MOST_TOLD),
      );
      const stored = await Promise.all(parts.map((part) => client.tell(part, times.recordMs)));
      if (stored.includes('refused')) log.error('the clearance subgraph refuses audit entries');
      const all = stored.every((one) => one === 'stored');
      if (told.length > 0) onRecord(all);
      return all;
    },
    note: (entry) => {
      settle('over');
      if (queue.isFull()) return onLost(1, 'overflow');
      const admission = limits.admit(entry);
      onNote(admission, 1);
      if (admission === 'taken') queue.add(toTold(entry, newId()));
      if (admission === 'left-out') settleLater();
    },
    close: async () => {
      if (settling !== null) clearTimeout(settling);
      settle('all');
      await queue.close();
      await client.close();
    },
  };
}

function moreRefused({ actor, role, count }: LeftOut, id: string): ToldEntry {
  return toTold({ actor, role, action: 'more-refused', studentId: null, detail: { leftOut: count } }, id);
}
