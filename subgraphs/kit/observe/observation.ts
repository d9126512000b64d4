import type { FastifyInstance } from 'fastify';
import type { LogEvent } from 'kysely';
import { openTracing } from '../../../wire/tracing/open-tracing.ts';
import type { Tracing } from '../../../wire/tracing/tracing.ts';
import type { MetricsAccess } from './observe-config.ts';
import { addMetricsRoute, observeRequests } from './observe-requests.ts';
import { logRequests } from './request-log.ts';
import { createSubgraphMetrics, type SubgraphMetrics, verbOf } from './subgraph-metrics.ts';

/** How a subgraph is observed. */
export interface ObservationOptions {
  /** The subgraph's name; its traces bear it. */
  readonly name: string;
  readonly metricsAccess: MetricsAccess;
  readonly isTraced: boolean;
  /** Metrics of the process, too: where one process serves several subgraphs, one of them is enough. */
  readonly withProcess: boolean;
}

/** What is seen of one subgraph. */
export interface SubgraphObservation {
  readonly metrics: SubgraphMetrics;
  /** To be given to the subgraph: sees every statement. */
  readonly onQuery: (event: LogEvent) => void;
  /** To be added to the server before its routes: measures, traces and logs requests, answers `/metrics`. */
  readonly addTo: (app: FastifyInstance) => void;
  /** Null: nothing is traced. For headers of requests that go out. */
  readonly tracing: Tracing | null;
  readonly close: () => Promise<void>;
}

/** Longer statements end here: nobody reads on, and a collector may refuse them. */
const LONGEST_STATEMENT = 2_000;

/** Metrics of a subgraph, and its traces from HTTP to SQL where somebody collects them. */
export async function openObservation(options: ObservationOptions): Promise<SubgraphObservation> {
  const { name, metricsAccess, isTraced, withProcess } = options;
  const tracing = await openTracing(isTraced, name);
  const metrics = createSubgraphMetrics({ withProcess });
  return {
    metrics,
    tracing,
    onQuery:
      tracing === null
        ? metrics.queried
        : (event) => {
            metrics.queried(event);
            traceStatement(tracing, event);
          },
    addTo: (app) => {
      const { traceIdOf } = observeRequests(app, metrics, tracing);
      logRequests(app, traceIdOf);
      addMetricsRoute(app, metrics, metricsAccess);
    },
    close: async () => tracing?.close(),
  };
}

/** The text of a statement holds `$1` where values stand; they are never told. */
function traceStatement(tracing: Tracing, { level, query, queryDurationMillis }: LogEvent): void {
  const notes = {
    'db.system.name': 'postgresql',
    'db.query.text': query.sql.slice(0, LONGEST_STATEMENT),
  };
  const fault = level === 'error' ? 'failed' : undefined;
  tracing.past(`SQL ${verbOf(query.sql)}`, notes, queryDurationMillis, fault);
}
