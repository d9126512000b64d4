import { Pool } from 'undici';
import type { ReadFault } from './reading.ts';

/** What became of one request for some students. */
export type EntitiesAnswer =
  | { readonly kind: 'answered'; readonly entities: readonly unknown[]; readonly faulty: boolean }
  | { readonly kind: 'failed'; readonly fault: ReadFault };

/** Asks one subgraph for students, straight to it. */
export interface EntitySource {
  /** One `_entities` request; as many entities as ids, in their order, or a failure of them all. Never rejects. */
  readonly ask: (ids: readonly string[]) => Promise<EntitiesAnswer>;
  readonly close: () => Promise<void>;
}

const CONNECT_MS = 500;
// A hundred students with every reason there is are below 1 MB.
const MAX_BYTES = 4 * 1024 * 1024;
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);
const JSON_BOTH_WAYS = { 'content-type': 'application/json', accept: 'application/json' };
const JSON_TYPE = /^application\/(graphql-response\+)?json\b/i;

/** How a source is asked. */
export interface Asking {
  /** Proves to the subgraph who reads. One that cannot be had is a source that cannot be reached. */
  readonly token: () => Promise<string>;
  /** Further headers of a request. */
  readonly traced?: (() => Record<string, string>) | undefined;
  /** One request, from connecting to the last byte. */
  readonly timeoutMs: number;
}

/**
 * A source of students at an address: HTTP of its own, with nothing in between that could remember an answer.
 *
 * @param url the subgraph's GraphQL address
 * @param selection fields of `Student`
 */
export function createEntitySource(
  url: string,
  selection: string,
  { token, traced = () => ({}), timeoutMs }: Asking,
): EntitySource {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections: 16,
    pipelining: 1,
    connect: { timeout: CONNECT_MS },
    maxResponseSize: MAX_BYTES,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const query = `query Decision($students: [_Any!]!) { _entities(representations: $students) { ... on Student { ${selection} } } }`;
  return {
    ask: async (ids) => {
      const students = ids.map((id) => ({ __typename: 'Student', id }));
      try {
        const { statusCode, headers, body } = await pool.request({
          path: pathname + search,
          method: 'POST',
          headers: { ...JSON_BOTH_WAYS, ...traced(), authorization: `Bearer ${await token()}` },
          body: JSON.stringify({ query, operationName: 'Decision', variables: { students } }),
          signal: AbortSignal.timeout(timeoutMs),
        });
        const type = String(headers['content-type']);
        if (statusCode < 400 && JSON_TYPE.test(type))
          return entitiesOf(JSON.parse(await body.text()), ids.length);
        await body.dump().catch(() => {});
        if (AWAY.has(statusCode)) return failed('SOURCE_UNAVAILABLE');
        return failed(statusCode >= 400 && JSON_TYPE.test(type) ? 'SOURCE_ERROR' : 'BAD_RESPONSE');
      } catch (error) {
        return failed(faultOf(error));
      }
    },
    close: () => pool.destroy(),
  };
}

function entitiesOf(answer: unknown, count: number): EntitiesAnswer {
  if (typeof answer !== 'object' || answer === null) return failed('BAD_RESPONSE');
  const { data, errors } = answer as { data?: { _entities?: unknown } | null; errors?: unknown };
  const faulty = Array.isArray(errors) && errors.length > 0;
  const entities = data?._entities;
  if (Array.isArray(entities) && entities.length === count) return { kind: 'answered', entities, faulty };
  return failed(faulty ? 'SOURCE_ERROR' : 'BAD_RESPONSE');
}

function faultOf(error: unknown): ReadFault {
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT') return 'SOURCE_TIMEOUT';
  if (error instanceof SyntaxError || code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' || code?.startsWith('HPE_'))
    return 'BAD_RESPONSE';
  return 'SOURCE_UNAVAILABLE';
}

function failed(fault: ReadFault): EntitiesAnswer {
  return { kind: 'failed', fault };
}
