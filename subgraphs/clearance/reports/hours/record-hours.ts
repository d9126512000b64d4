import { type Kysely, sql } from 'kysely';
import { pause } from '../../../../wire/events/pause.ts';
import type { ClearanceTables } from '../../database/tables.ts';
import type { CurrentModel } from '../figures/live-model.ts';
import { countHour } from './hour-counts.ts';
import { hourOf, storeHour } from './stored-hours.ts';

/** What keeping the hours works with. */
export interface RecordHoursParts {
  readonly db: Kysely<ClearanceTables>;
  readonly model: CurrentModel;
  readonly onTrouble: (cause: unknown) => void;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

const EVERY_MS = 60_000;

/**
 * Stores every minute how it stands in this hour, so that what stays is how it stood at its end; never rejects.
 *
 * While a source is being rebuilt nothing is stored: half a model would look like a fall.
 */
export async function recordHours(parts: RecordHoursParts): Promise<void> {
  const { onTrouble, signal } = parts;
  let troubled = false;
  while (!signal.aborted) {
    await recordHour(parts).then(
      () => {
        troubled = false;
      },
      (error: unknown) => {
        if (!troubled && !signal.aborted) onTrouble(error);
        troubled = true;
      },
    );
    await pause(EVERY_MS, signal);
  }
}

/** Stores how it stands now. @returns whether it was stored */
export async function recordHour({
  db,
  model,
  now,
}: Pick<RecordHoursParts, 'db' | 'model' | 'now'>): Promise<boolean> {
  const { rows } = await sql<{ rebuilding: boolean }>`
    select exists (
      select 1 from clearance.report_sweep where finished_at is null and kind = 'REBUILD') as rebuilding`.execute(
    db,
  );
  if (rows[0]?.rebuilding) return false;
  const counted = countHour(await model());
  if (counted.length > 0) await storeHour(db, hourOf(now()), counted);
  return counted.length > 0;
}
