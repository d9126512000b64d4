import type { FastifyInstance } from 'fastify';
import { openTracing } from '../../wire/tracing/open-tracing.ts';
import type { Engine } from '../engine/engine.ts';
import { addMetricsRoute } from '../http/metrics-route.ts';
import type { OnOperation } from '../request/operation-counts.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { ObserveConfig } from './observe-config.ts';
import { createDepartmentObserver, type DepartmentObserver } from './observe-departments.ts';
import { observeHttp } from './observe-http.ts';
import { createOperationOutcomes, type OperationOutcomes } from './operation-outcomes.ts';
import { traceEngine } from './trace-engine.ts';

/** What is seen of the gateway, at each place where something is to be seen. */
export interface Observation {
  readonly metrics: Metrics;
  readonly departments: DepartmentObserver;
  readonly operations: OperationOutcomes;
  /** The engine, with a span around each operation where somebody collects traces. */
  readonly traced: (engine: Engine) => Engine;
  /** Measures and traces requests, and answers `/metrics`; before whatever may turn requests away, and before the routes. */
  readonly addTo: (app: FastifyInstance) => void;
  /** Sends the spans that are left. */
  readonly close: () => Promise<void>;
}

/**
 * Metrics of the gateway, and its traces where somebody collects them.
 *
 * @param onOperation told of every operation, too
 */
export async function openObservation(
  { metricsAccess, isTraced }: ObserveConfig,
  onOperation?: OnOperation,
): Promise<Observation> {
  const tracing = await openTracing(isTraced, 'gateway');
  const metrics = createMetrics();
  return {
    metrics,
    departments: createDepartmentObserver(metrics.departments, tracing),
    operations: createOperationOutcomes(metrics.requests, onOperation),
    traced: (engine) => traceEngine(engine, tracing),
    addTo: (app) => {
      observeHttp(app, metrics.requests, tracing);
      addMetricsRoute(app, { metrics, access: metricsAccess });
    },
    close: async () => tracing?.close(),
  };
}
