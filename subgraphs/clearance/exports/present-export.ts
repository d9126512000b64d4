import { dayInShanghai } from '../../kit/service/clock.ts';
import type { ClearanceExport } from '../schema.generated.ts';
import type { ExportSettings } from './export-settings.ts';
import type { ExportRow } from './jobs/order-export.ts';
import { failureText } from './problems.ts';

/** The graph's `ClearanceExport`. */
export function presentExport(row: ExportRow, settings: ExportSettings): ClearanceExport {
  const { id, state, format, purpose, rows, bytes, failure } = row;
  const isDone = state === 'DONE';
  return {
    id,
    state,
    format,
    purpose,
    requestedAt: row.requested_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    expiresAt: row.expires_at,
    rows,
    totalRows: row.total_rows,
    percent: percentOf(row),
    remainingSeconds: remainingOf(row),
    bytes,
    fileName: fileNameOf(row),
    downloadPath: isDone ? `/exports/${id}` : null,
    failure: failure && failureText(failure, settings),
  };
}

/** Says what it is and of which day, and names nobody: `clearances-2026-11-22-1a2b3c4d.csv`. */
export function fileNameOf({
  id,
  requested_at,
  format,
}: Pick<ExportRow, 'id' | 'requested_at' | 'format'>): string {
  return `clearances-${dayInShanghai(requested_at)}-${id.slice(0, 8)}.${format.toLowerCase()}`;
}

function percentOf({ state, rows, total_rows }: ExportRow): number {
  if (state === 'DONE') return 100;
  return total_rows === 0 ? 0 : Math.min(99, Math.floor((rows / total_rows) * 100));
}

/** By how long the rows so far took. */
function remainingOf({ state, rows, total_rows, worked_ms }: ExportRow): number | null {
  if (state !== 'RUNNING' || rows === 0) return null;
  return Math.max(1, Math.ceil(((worked_ms / rows) * (total_rows - rows)) / 1_000));
}
