import { z } from 'zod';
import { isTracingAsked } from '../../../wire/tracing/tracing.ts';

/** Who may read `/metrics`: callers on the machine itself, who knows the token, or nobody. */
export type MetricsAccess = 'loopback' | 'closed' | { readonly token: string };

/** What a process says of itself, and to whom. */
export interface ObserveConfig {
  readonly kind: 'config';
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly metricsAccess: MetricsAccess;
  readonly isTraced: boolean;
}

const environment = z.object({
  NODE_ENV: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.string().optional(),
});

/** Reads `LOG_LEVEL`, `METRICS_TOKEN` and what OpenTelemetry's variables say about traces; or a sentence for each fault. */
export function readObserveConfig(
  env: NodeJS.ProcessEnv,
): ObserveConfig | { readonly kind: 'faults'; readonly faults: readonly string[] } {
  // An empty variable is one that was not set: a shell cannot say it otherwise.
  const read = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value)));
  // No value is repeated: one of them is a secret.
  if (!read.success)
    return {
      kind: 'faults',
      faults: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    };
  const { NODE_ENV, LOG_LEVEL, METRICS_TOKEN } = read.data;
  return {
    kind: 'config',
    logLevel: LOG_LEVEL,
    metricsAccess:
      NODE_ENV !== 'production' ? 'loopback' : METRICS_TOKEN ? { token: METRICS_TOKEN } : 'closed',
    isTraced: isTracingAsked(read.data),
  };
}
