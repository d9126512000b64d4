import { Pool } from 'undici';
import type { Person } from '../../wire/identity/service-token.ts';
import { type Credentials, credentialsFor, NO_TOKEN } from './credentials.ts';
import { type Exchanged, exchange } from './exchange.ts';

/**
 * Why a department gave no usable answer. `cancelled`: nobody waits for it any more. `token-refused`: it did not believe
 * that the gateway is asking (keys that differ, a clock that is wrong), which says nothing about who asked the gateway.
 */
export type DepartmentFailure = 'unavailable' | 'timeout' | 'bad-response' | 'cancelled' | 'token-refused';

/** What became of one call. `detail` is an error or status code for the log, never shown to a client. */
export type DepartmentResult =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'failed'; readonly failure: DepartmentFailure; readonly detail: string };

/** Limits of one department's client; milliseconds and bytes. */
export interface UpstreamLimits {
  /** Until the connection stands. */
  readonly connectTimeoutMs: number;
  /** One read, from sending to the last byte. */
  readonly fetchTimeoutMs: number;
  /** One mutation, from sending to the last byte. */
  readonly mutationTimeoutMs: number;
  /** Largest answer; a larger one is a bad response. */
  readonly maxResponseBytes: number;
}

/** One GraphQL request to a department. */
export interface DepartmentCall {
  readonly kind: 'query' | 'mutation';
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown> | undefined;
  /** For whom it is asked; null: the gateway asks for itself. */
  readonly person: Person | null;
  /** The client's Authorization header, in front of a foreign supergraph; ours never see it. */
  readonly forwardedAuthorization: string | undefined;
  /** Besides that the only thing passed on from the client's headers. */
  readonly requestId: string;
  /** The whole request's limit; see Deadline for its reasons. */
  readonly signal: AbortSignal;
  /** Whether an answer that is JSON is nothing that the department should say; it speaks against the department. */
  readonly isJunk?: (result: DepartmentResult) => boolean;
  /** How many fetches share the call; left out: it is made for one. */
  readonly callers?: number;
  /** Told when a department is asked for it. */
  readonly onSent?: (call: SentCall) => void;
}

/** One call, as it concerns one fetch. */
export interface SentCall {
  /** Entities that the fetch asks for by it; 0: root fields. */
  readonly own: number;
  /** Entities that the whole call asks for. */
  readonly representations: number;
  /** Fetches that share it. */
  readonly fetches: number;
}

/**
 * Stands around each call: sends it, by calling `send` once, and passes on what became of it. It may add headers of its
 * own, such as `traceparent`.
 */
export type AroundCall = (
  call: DepartmentCall,
  send: (headers?: Readonly<Record<string, string>>) => Promise<DepartmentResult>,
) => Promise<DepartmentResult>;

/** A keep-alive connection pool to one department. */
export interface DepartmentClient {
  /** The parsed JSON body, or why there is none. Never throws, never retries. */
  send(call: DepartmentCall): Promise<DepartmentResult>;
  /** Ends the connections after the calls in flight. */
  close(): Promise<void>;
}

/** How a client is made; everything may be left out. */
export interface ClientOptions {
  /** Stands around each call. */
  readonly around?: AroundCall | undefined;
  /** What calls are proven with; left out: what the client sent is passed on. */
  readonly credentials?: Credentials | undefined;
}

const AWAY = new Set([429, 502, 503, 504]);
const JSON_TYPE = /^application\/(?:graphql-response\+)?json\s*(?:;|$)/i;

/** A client for the GraphQL endpoint at `url`, an absolute http or https URL; anything else answers `unavailable`. */
export function createDepartmentClient(
  url: string,
  limits: UpstreamLimits,
  { around, credentials }: ClientOptions = {},
): DepartmentClient {
  if (!URL.canParse(url))
    return { send: async () => failed('unavailable', 'no routing URL'), close: async () => {} };
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections: 128,
    pipelining: 1,
    connect: { timeout: limits.connectTimeoutMs },
    maxResponseSize: limits.maxResponseBytes,
    // The deadline of each call is the only clock; these would only fire later.
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  async function send(
    call: DepartmentCall,
    added?: Readonly<Record<string, string>>,
  ): Promise<DepartmentResult> {
    const { query, operationName, variables } = call;
    const authorization = await credentialsFor(call, credentials);
    if (authorization === NO_TOKEN) return failed('unavailable', NO_TOKEN);
    const limitMs = call.kind === 'mutation' ? limits.mutationTimeoutMs : limits.fetchTimeoutMs;
    try {
      const answer = await exchange(pool, {
        path: pathname + search,
        headers: { ...added, ...headersFor(call, authorization) },
        body: JSON.stringify({ query, operationName, variables }),
        limitMs,
        signal: call.signal,
      });
      return answer.kind === 'gave-up' ? givenUp(answer.reason) : resultOf(answer, credentials !== undefined);
    } catch (error) {
      return failureOf(error);
    }
  }

  return {
    send: around ? (call) => around(call, (headers) => send(call, headers)) : (call) => send(call),
    close: () => pool.close(),
  };
}

/** @param isProven whether the call carried a token of ours */
function resultOf({ status, type, text }: Exchanged, isProven: boolean): DepartmentResult {
  if (status === 401 && isProven) return failed('token-refused', 'refused our token');
  if (AWAY.has(status)) return failed('unavailable', `status ${status}`);
  if (type === undefined || !JSON_TYPE.test(type)) return failed('bad-response', `status ${status}`);
  const body: unknown = JSON.parse(text);
  // Who says that it went wrong, and shows data all the same, is believed in neither.
  if (status >= 300 && holdsData(body)) return failed('bad-response', `status ${status}`);
  return { kind: 'answered', body };
}

function holdsData(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'data' in answer && answer.data !== null;
}

function headersFor(
  { requestId }: DepartmentCall,
  authorization: string | undefined,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    'x-request-id': requestId,
    ...(authorization !== undefined && { authorization }),
  };
}

function givenUp(reason: unknown): DepartmentResult {
  return reason === 'caller-gone' ? failed('cancelled', 'caller gone') : failed('timeout', 'deadline');
}

function failureOf(error: unknown): DepartmentResult {
  if (error instanceof SyntaxError) return failed('bad-response', 'not JSON');
  const code = String((error as { code?: unknown } | null)?.code ?? 'unknown');
  const isJunk = code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' || code.startsWith('HPE_');
  return failed(isJunk ? 'bad-response' : 'unavailable', code);
}

function failed(failure: DepartmentFailure, detail: string): DepartmentResult {
  return { kind: 'failed', failure, detail };
}
