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

/** Traces, where somebody collects them; code that is given null instead does nothing for them. */
export interface Tracing {
  /** Begins the span of a request, inside what its header `traceparent` names, if that is well formed. */
  readonly request: (name: string, notes: SpanNotes, traceparent: unknown) => OpenSpan;
  /** Adds a span that has just ended to the current one; nothing where there is none, such as for work by the clock. */
  readonly past: (name: string, notes: SpanNotes, milliseconds: number, fault?: string) => void;
  /** Headers that carry the current span to whoever is called. */
  readonly headers: () => Record<string, string>;
  /** Sends what is left, for 2 s at most. */
  readonly close: () => Promise<void>;
}
