import type { Tracing } from './tracing.ts';

/** Traces of this service, or null where nobody asks for them: then nothing of OpenTelemetry's SDK is even loaded. */
export async function openTracing(isAsked: boolean, service: string): Promise<Tracing | null> {
  if (!isAsked) return null;
  const { createOtlpTracing } = await import('./otlp-tracing.ts');
  return createOtlpTracing(service);
}
