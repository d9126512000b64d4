import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Kysely } from 'kysely';
import type { ServiceProfile } from '../../../kit/service/profile.ts';
import type { ClearanceTables } from '../../database/tables.ts';
import type { CurrentModel } from '../../reports/figures/live-model.ts';
import { type PlainClearanceRow, readClearanceRows } from '../../reports/queries/clearance-rows.ts';
import type { ExportSettings } from '../export-settings.ts';
import { type ExportPage, storePage, type TakenExport } from '../jobs/export-runs.ts';
import type { ExportRow } from '../jobs/order-export.ts';
import { readExportQuery } from '../query/read-export-query.ts';
import { createFileWriter, type FileWriter } from '../write/file-writer.ts';
import { departmentsOf, viewFor, walkThrough } from './export-view.ts';

const gzipped = promisify(gzip);
const ROWS_IN_A_TURN = 50;

/** What writing works with. */
export interface WritingParts {
  readonly db: Kysely<ClearanceTables>;
  readonly profile: ServiceProfile;
  readonly model: CurrentModel;
  readonly settings: ExportSettings;
  /** A monotonic clock, milliseconds. */
  readonly elapsed: () => number;
  readonly signal: AbortSignal;
}

/** `lost`: cancelled, or another run has it. `stopped`: the signal aborted between two pages. */
export type Written =
  | { readonly kind: 'ready' | 'lost' | 'stopped' }
  | { readonly kind: 'failed'; readonly failure: NonNullable<ExportRow['failure']> };

/**
 * Writes an export from where it stopped, page by page; of the file it holds one page at a time. Rejects where the database
 * does; what was stored until then stays.
 */
export async function writeExport(parts: WritingParts, taken: TakenExport, holder: string): Promise<Written> {
  const { db, settings, signal } = parts;
  const pages = openPages(parts, taken);
  if (pages === null) return { kind: 'failed', failure: 'EXPORT_QUERY_UNFIT' };
  let at = { id: taken.id, cursor: taken.cursor, chunks: taken.chunks };
  while (!signal.aborted) {
    const page = await pages(at);
    if (page.totalRows > settings.mostRows) return { kind: 'failed', failure: 'EXPORT_TOO_LARGE' };
    if (!(await storePage(db, at, page, { holder, ...settings }))) return { kind: 'lost' };
    if (page.cursor === null) return { kind: 'ready' };
    at = { ...at, cursor: page.cursor, chunks: at.chunks + (page.content ? 1 : 0) };
  }
  return { kind: 'stopped' };
}

type Place = Pick<TakenExport, 'cursor' | 'chunks'>;

/** Reads and writes the page at a place; null where the query, or the role, is none for exports any more. */
function openPages(
  { db, profile, model, settings, elapsed }: WritingParts,
  taken: TakenExport,
): ((place: Place) => Promise<ExportPage>) | null {
  const query = readExportQuery(taken.document, JSON.parse(taken.variables ?? '{}'));
  if (query.kind === 'unfit') return null;
  const viewer = { kind: 'person', sub: taken.owner, role: taken.role } as const;
  const { scope, reasonsOf } = viewFor(viewer, query.filter, profile);
  const writer = createFileWriter(taken.format, query, departmentsOf(profile));
  const next = walkThrough(scope);
  let before = taken.rows;
  return async ({ cursor, chunks }) => {
    const began = elapsed();
    const { ids, left } = next(await model(), cursor, settings.pageRows);
    const rows = await readClearanceRows(db, profile, ids, reasonsOf);
    const text = Buffer.from((chunks === 0 ? writer.head : '') + (await textInTurns(writer, rows)));
    const content = text.length > 0 ? await gzipped(text) : null;
    before += rows.length;
    return {
      cursor: left > ids.length ? (ids.at(-1) ?? null) : null,
      content,
      bytes: text.length,
      rows: rows.length,
      totalRows: before + left - ids.length,
      workedMs: elapsed() - began,
    };
  };
}

/** A few rows at a time, between which this process answers whoever waits; what they were made of can be forgotten at once. */
async function textInTurns(writer: FileWriter, rows: readonly PlainClearanceRow[]): Promise<string> {
  let text = '';
  for (let begin = 0; begin < rows.length; begin += ROWS_IN_A_TURN) {
    text += writer.textOf(rows.slice(begin, begin + ROWS_IN_A_TURN));
    await turn();
  }
  return text;
}
