import type { Kysely } from 'kysely';
import { pause } from '../../../../wire/events/pause.ts';
import type { ClearanceTables } from '../../database/tables.ts';
import { noteReconciled, noteSource } from '../model/sources.ts';
import { putSweepOff, readSweeps, type TakenSweep, takeSweep } from './sweeps.ts';

/** What became of a page of a sweep. */
export type PageResult =
  | { readonly kind: 'went-on'; readonly cursor: string | null }
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed'; readonly fault: string };

/** How a comparison of all rows with their source ended. */
export interface Reconciled {
  /** Rows that were compared. */
  readonly rows: number;
  /** Those that were not as the source says. */
  readonly drift: number;
  /** Rows that the source did not answer for, or not in a form that can be read: nobody knows about them. */
  readonly unread: number;
}

/** What sweeping one source works with. */
export interface SweepWorkerParts {
  readonly db: Kysely<ClearanceTables>;
  readonly source: string;
  /** Does the next page of a sweep; may reject, which is a failure. */
  readonly page: (sweep: TakenSweep) => Promise<PageResult>;
  /** Whether the source is followed by its events at this moment. */
  readonly isFollowed: () => boolean;
  /** Told once that a source does not answer, until it does again. */
  readonly onTrouble: (fault: unknown) => void;
  /** Told how a comparison ended. */
  readonly onReconciled: (found: Reconciled) => void;
  /** A sweep ended that changed rows. */
  readonly onChanged?: () => Promise<void>;
  /** Milliseconds between two looks. */
  readonly lookMs: number;
  readonly signal: AbortSignal;
}

/** A source's sweeps at work. */
export interface SweepWorker {
  /** Looks for a sweep at once; it looks every `lookMs` anyway. */
  readonly wake: () => void;
  /** Resolves once the signal aborted and the page under way is done. */
  readonly ended: Promise<void>;
}

const RETRY_MS = 5_000;

/** Works on the sweeps of one source, one after another, until the signal aborts; never rejects. */
export function startSweepWorker(parts: SweepWorkerParts): SweepWorker {
  const { db, source, signal, onTrouble, lookMs } = parts;
  let woken = new AbortController();
  const rest = async (ms: number) => {
    await pause(ms, AbortSignal.any([signal, woken.signal]));
    if (woken.signal.aborted) woken = new AbortController();
  };
  const work = async () => {
    let troubled = false;
    while (!signal.aborted) {
      try {
        const sweep = await takeSweep(db, source);
        const fault = sweep && (await runSweep(parts, sweep));
        if (fault && !troubled) onTrouble(new Error(fault));
        if (sweep) troubled = fault !== null;
        if (!sweep) await rest(lookMs);
      } catch (error) {
        if (!troubled && !signal.aborted) onTrouble(error);
        troubled = true;
        await rest(lookMs);
      }
    }
  };
  return { wake: () => woken.abort(), ended: work() };
}

/** @returns why it was put off; null: it is finished, or not ours any more */
async function runSweep(parts: SweepWorkerParts, taken: TakenSweep): Promise<string | null> {
  const { db, page, signal } = parts;
  let sweep = taken;
  while (!signal.aborted) {
    const result = await page(sweep).catch(
      (error: Error): PageResult => ({ kind: 'failed', fault: error.name }),
    );
    if (result.kind === 'lost') return null;
    if (result.kind === 'failed') {
      // What broke off because this process stops is not the source's fault.
      await putSweepOff(db, sweep.id, signal.aborted ? 0 : RETRY_MS);
      return result.fault;
    }
    if (result.cursor === null) {
      await finish(parts, sweep);
      return null;
    }
    sweep = { ...sweep, cursor: result.cursor };
  }
  // Whoever starts next goes on at once.
  await putSweepOff(db, sweep.id, 0);
  return null;
}

async function finish(parts: SweepWorkerParts, { id, kind }: TakenSweep): Promise<void> {
  const { db, source, isFollowed, onReconciled, onChanged } = parts;
  const [done] = await readSweeps(db, [id]);
  if (!done) return;
  const { rowsRead: rows, rowsChanged: drift, rowsUnread: unread } = done;
  // That nothing is missing is known only of what could be read whole.
  if (!isFollowed()) await noteSource(db, source, 'POLLED', unread === 0 ? 'heard' : 'not-heard');
  if (drift > 0) await onChanged?.();
  if (kind !== 'RECONCILE') return;
  await noteReconciled(db, source, drift, unread === 0 ? 'whole' : 'in-part');
  onReconciled({ rows, drift, unread });
}
