/** Words and numbers of a span. Never variables, headers, numbers of students or texts that a client wrote. */
export type SpanNotes = Readonly<Record<string, string | number>>;

/** A span that somebody ends. */
export interface OpenSpan {
  /** 32 hexadecimal digits, also for the log. */
  readonly traceId: string;
  readonly note: (notes: SpanNotes) => void;
  /** What `work` begins, now or later, is inside this span. */
  readonly inside: <Value>(work: () => Value) => Value;
  /** @param fault a word of ours where it failed; absent: it did not */
  readonly end: (fault?: string) => void;
}

/** `server`: a request that came in. `client`: one that goes out. `internal`: neither. */
export type SpanKind = 'server' | 'client' | 'internal';

/** Traces, where somebody collects them; code that is given null instead does nothing for them. */
export interface Tracing {
  /** Begins a span inside the current one; a `server` span instead inside what `traceparent` names, if that is well formed. */
  readonly begin: (kind: SpanKind, name: string, notes: SpanNotes, traceparent?: unknown) => OpenSpan;
  /** Adds a span that has just ended to the current one; nothing where there is none, such as for work by the clock. */
  readonly past: (name: string, notes: SpanNotes, milliseconds: number, fault?: string) => void;
  /** Headers that carry the current span to whoever is called. */
  readonly headers: () => Record<string, string>;
  /** Sends what is left, for 2 s at most. */
  readonly close: () => Promise<void>;
}

/** Environment variables of the OpenTelemetry specification that say whether anything is traced. */
export interface TracingVariables {
  readonly OTEL_SDK_DISABLED?: string | undefined;
  readonly OTEL_TRACES_EXPORTER?: string | undefined;
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  readonly OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?: string | undefined;
}

/** Whether the environment asks for traces: an endpoint, or the exporter `otlp`, and nothing that switches them off. */
export function isTracingAsked(env: TracingVariables): boolean {
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || env.OTEL_TRACES_EXPORTER === 'none') return false;
  if (env.OTEL_TRACES_EXPORTER === 'otlp') return true;
  return Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT || env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT);
}
