/** A fault of the graph as far as a page reads it. */
export interface GraphFault {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: {
    readonly code?: string;
    readonly department?: string;
    readonly departmentName?: { readonly zh: string; readonly en: string };
    readonly phone?: string;
  };
}

/** What became of a request to the graph. */
export type Answer<Data> =
  | {
      readonly kind: 'data';
      readonly data: Data;
      readonly faults: readonly GraphFault[];
      /** Milliseconds until the departments may be asked again, where they were not asked this time; null: they were. */
      readonly rememberedForMs: number | null;
    }
  /** Nobody is logged in, or not any more. */
  | { readonly kind: 'logged-out' }
  /** Not taken; worth asking again after a while. */
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  /** Answered with nothing to show. */
  | { readonly kind: 'refused'; readonly code: string }
  /** No answer came: whether a change was made is not known. */
  | { readonly kind: 'unanswered' };

/** Everything but data. */
export type NoData = Exclude<Answer<never>, { kind: 'data' }>;

/** The body of an answer, as far as a page reads it. */
interface GraphBody<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphFault[];
  readonly extensions?: { readonly freshness?: { readonly retryAfterMs?: number } };
}

const BUSY_MS = 5_000;

/**
 * Reads an answer of `/graphql`.
 *
 * @param retryAfter the header, seconds
 * @param body parsed JSON, or undefined where it is none
 */
export function readAnswer<Data>(status: number, retryAfter: string | null, body: unknown): Answer<Data> {
  if (status === 401) return { kind: 'logged-out' };
  if (status === 429 || status === 503) {
    const seconds = Number(retryAfter);
    return { kind: 'busy', retryAfterMs: seconds > 0 ? seconds * 1000 : BUSY_MS };
  }
  const { data, errors = [], extensions } = (body ?? {}) as GraphBody<Data>;
  const codes = errors.map(({ extensions }) => extensions?.code);
  if (data === null || data === undefined) {
    if (codes.includes('UNAUTHENTICATED')) return { kind: 'logged-out' };
    // Something between us and the gateway answered: whether the gateway did the work is not known.
    if (body === undefined) return { kind: 'unanswered' };
    return { kind: 'refused', code: codes[0] ?? 'INTERNAL_SERVER_ERROR' };
  }
  const isUnknown = codes.includes('UNAUTHENTICATED') && Object.values(data).every((root) => root === null);
  if (isUnknown) return { kind: 'logged-out' };
  const rememberedForMs = extensions?.freshness?.retryAfterMs ?? null;
  return { kind: 'data', data, faults: errors, rememberedForMs };
}
