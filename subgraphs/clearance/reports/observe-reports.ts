import { type Kysely, sql } from 'kysely';
import type { SubgraphMetrics } from '../../kit/observe/subgraph-metrics.ts';
import type { ClearanceTables } from '../database/tables.ts';

/** Shows how old the read model of the reports is, and how far it was off when it was last compared. */
export function showReportModel(db: Kysely<ClearanceTables>, metrics: Pick<SubgraphMetrics, 'gauge'>): void {
  metrics.gauge({
    name: 'clearance_report_drift',
    help: 'Rows of the read model that were not as their sources say, at the last comparison of each.',
    read: async () => {
      const { rows } = await sql<{ drift: number }>`
        select coalesce(sum(drift), 0)::bigint as drift from clearance.report_source`.execute(db);
      return rows[0]?.drift ?? 0;
    },
  });
  metrics.gauge({
    name: 'clearance_report_unread',
    help: 'Rows that could not be read when the sources of the read model were last swept.',
    read: async () => {
      const { rows } = await sql<{ unread: number }>`
        select coalesce(sum(rows_unread), 0)::bigint as unread from (
          select distinct on (source) rows_unread from clearance.report_sweep
          where finished_at is not null order by source, finished_at desc
        ) last`.execute(db);
      return rows[0]?.unread ?? 0;
    },
  });
  metrics.gauge({
    name: 'clearance_report_age_seconds',
    help: 'Seconds since the source of the read model was heard that was heard longest ago.',
    read: async () => {
      const { rows } = await sql<{ age: number }>`
        select coalesce(extract(epoch from clearance.clearance_now() - min(heard_at)), 0)::float8 as age
        from clearance.report_source where source <> 'clearance'`.execute(db);
      return rows[0]?.age ?? 0;
    },
  });
}
