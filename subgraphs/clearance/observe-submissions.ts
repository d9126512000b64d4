import { type Kysely, sql } from 'kysely';
import type { SubgraphMetrics } from '../kit/observe/subgraph-metrics.ts';
import type { ClearanceTables } from './database/tables.ts';
import type { SubmitOutcome } from './submission/outcome.ts';
import type { Submit } from './submission/submit.ts';

const outcomes = {
  submitted: true,
  'already-submitted': true,
  'not-eligible': true,
  'departments-unavailable': true,
  'in-progress': true,
  'verdict-changed': true,
  'key-reused': true,
  'outcome-unknown': true,
  shed: true,
  'window-closed': true,
  'not-on-roster': true,
} satisfies Record<SubmitOutcome['kind'], true>;

/** `submit`, with its outcomes counted; an answer that was given before counts as `replayed`. */
export function countSubmissions(submit: Submit, metrics: Pick<SubgraphMetrics, 'counter'>): Submit {
  const count = metrics.counter({
    name: 'clearance_submissions_total',
    help: 'Calls of submitClearance by outcome.',
    label: 'outcome',
    words: [...Object.keys(outcomes), 'replayed'],
  });
  return async (request) => {
    const outcome = await submit(request);
    count(outcome.kind === 'submitted' && outcome.replayed ? 'replayed' : outcome.kind);
    return outcome;
  };
}

/** Shows how many submissions the watcher has to look at again now: above zero for long, it does not keep up. */
export function showWatchDue(db: Kysely<ClearanceTables>, metrics: Pick<SubgraphMetrics, 'gauge'>): void {
  metrics.gauge({
    name: 'clearance_watch_due',
    help: 'Submissions that are due to be looked at again.',
    read: async () => {
      const { rows } = await sql<{ due: number }>`
        select count(*) as due from clearance.watch_due where due_at <= clearance.clearance_now()`.execute(
        db,
      );
      return rows[0]?.due ?? 0;
    },
  });
}
