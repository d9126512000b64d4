import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { OpenSpan, Tracing } from './tracing.ts';

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };
const LAST_WORDS_MS = 2_000;
// Several subgraphs may share a process; whose span it is follows from who reads it.
const current = new AsyncLocalStorage<Span>();

/**
 * Traces by OTLP over HTTP in JSON. Endpoint, headers, sampler and batches are what the `OTEL_…` variables of the
 * specification say, which the SDK reads itself.
 *
 * The provider is not made known to the process: packages that trace themselves (@apollo/gateway) would add spans that
 * hold names which clients chose. Only this file's spans leave the process.
 */
export function createOtlpTracing(service: string): Tracing {
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(detectResources({ detectors: [envDetector] }))
      .merge(resourceFromAttributes({ 'service.name': service })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  const tracer = provider.getTracer('graduate-clearance');

  return {
    begin: (kind, name, notes, traceparent) => {
      const parent = kind === 'server' ? contextOf(traceparent) : within(current.getStore());
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes: notes }, parent);
      return openSpan(span);
    },
    past: (name, notes, milliseconds, fault) => {
      const parent = current.getStore();
      if (parent === undefined) return;
      const end = performance.timeOrigin + performance.now();
      const options = { kind: SpanKind.CLIENT, attributes: notes, startTime: end - milliseconds };
      const span = tracer.startSpan(name, options, within(parent));
      fail(span, fault);
      span.end(end);
    },
    headers: () => {
      const span = current.getStore();
      return span === undefined ? {} : { traceparent: formatTraceparent(span.spanContext()) };
    },
    close: async () => {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, LAST_WORDS_MS);
      // A collector that is away is no reason to end with a fault.
      await Promise.race([provider.shutdown().catch(() => {}), late]);
      clearTimeout(timer);
    },
  };
}

function openSpan(span: Span): OpenSpan {
  return {
    traceId: span.spanContext().traceId,
    note: (notes) => void span.setAttributes(notes),
    inside: (work) => current.run(span, work),
    end: (fault) => {
      fail(span, fault);
      span.end();
    },
  };
}

function fail(span: Span, fault: string | undefined): void {
  if (fault === undefined) return;
  span.setAttribute('error.type', fault);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

function within(span: Span | undefined): Context {
  return span === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, span);
}

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** @see https://www.w3.org/TR/trace-context/ — `tracestate` and baggage are texts of others: they end here. */
function contextOf(traceparent: unknown): Context {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(String(traceparent)) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const traceFlags = Number.parseInt(flags, 16) & 1;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

function formatTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags & 1 ? '01' : '00'}`;
}
