import { isTracingAsked, type TracingVariables } from '../../wire/tracing/tracing.ts';
import { type MetricsAccess, metricsAccessOf } from '../http/metrics-route.ts';

/** What the gateway says of itself, and to whom. */
export interface ObserveConfig {
  /** Who may read `/metrics`. */
  readonly metricsAccess: MetricsAccess;
  /** Whether OpenTelemetry's variables ask for traces. */
  readonly isTraced: boolean;
}

/** Nothing is traced, and everybody may read the metrics: for development and tests. */
export const openlyObserved: ObserveConfig = { metricsAccess: 'open', isTraced: false };

/**
 * How the gateway is observed.
 *
 * @param token `METRICS_TOKEN`; needed in production only, where nobody reads metrics without it
 */
export function observeConfigOf(
  env: TracingVariables,
  isProduction: boolean,
  token: string | undefined,
): ObserveConfig {
  return { metricsAccess: metricsAccessOf(isProduction, token), isTraced: isTracingAsked(env) };
}
