import { type Kysely, sql } from 'kysely';
import type { SubgraphMetrics } from '../../kit/observe/subgraph-metrics.ts';
import type { ClearanceTables } from '../database/tables.ts';

/** Told that an export ended, once, by the process that ended it; never throws. */
export type OnExportEnded = (id: string, end: ExportEnd) => void;

/** How exports end. */
export type ExportEnd = (typeof ends)[number];

const ends = ['ready', 'failed', 'cancelled'] as const;

/** Counts exports by how they end; of those that are ready their rows, and how long whoever ordered them waited. */
export function countExports(
  db: Kysely<ClearanceTables>,
  metrics: Pick<SubgraphMetrics, 'counter' | 'histogram' | 'gauge'>,
): OnExportEnded {
  const count = metrics.counter({
    name: 'clearance_exports_total',
    help: 'Exports by how they ended.',
    label: 'end',
    words: ends,
  });
  const seconds = metrics.histogram({
    name: 'clearance_export_seconds',
    help: 'From the order of an export until its file was ready.',
    buckets: [1, 2, 5, 10, 20, 60, 300, 1_800, 7_200],
  });
  const rows = metrics.histogram({
    name: 'clearance_export_rows',
    help: 'Rows of exports that are ready.',
    buckets: [10, 100, 1_000, 5_000, 10_000, 50_000, 100_000, 200_000],
  });
  metrics.gauge({
    name: 'clearance_exports_open',
    help: 'Exports that wait or are being written, by all processes.',
    read: async () => {
      const found = await sql<{ open: number }>`
        select count(*) as open from clearance.export_job where state in ('QUEUED', 'RUNNING')`.execute(db);
      return found.rows[0]?.open ?? 0;
    },
  });
  const measure = async (id: string) => {
    const found = await sql<{ rows: number; seconds: number }>`
      select rows, extract(epoch from finished_at - requested_at)::float8 as seconds
      from clearance.export_job where id = ${id}::uuid`.execute(db);
    for (const one of found.rows) {
      seconds(one.seconds);
      rows(one.rows);
    }
  };
  return (id, end) => {
    count(end);
    // A figure that is missed is no reason to fail what was done.
    if (end === 'ready') void measure(id).catch(() => {});
  };
}
