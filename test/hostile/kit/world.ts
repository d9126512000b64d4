import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { type Child, startChild } from '../../kit/child.ts';
import { type Graph, startGraph } from '../../kit/graph.ts';

/** What came back to a hostile client. */
export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: rows look into answers of any shape
  readonly data: any;
  readonly codes: readonly string[];
  readonly errors: readonly { message: string; path?: readonly (string | number)[] }[];
}

/** Who sends, and how. */
export interface Sending {
  /** `role sub`, e.g. `student TS2020S1`; null: nobody. Left out: an analyst, who may run any document. */
  readonly as?: `${string} ${string}` | null;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the gateway with DOCUMENTS=any instead. */
  readonly free?: boolean;
}

/** A gateway with DOCUMENTS=trusted, one with DOCUMENTS=any, and the real departments behind both. */
export interface World {
  readonly graph: Graph;
  readonly url: string;
  readonly free: string;
  /** Sends a body, an object as JSON; undefined: none. */
  readonly send: (body: unknown, sending?: Sending) => Promise<Seen>;
  /** Identifier of a trusted document by the name of its operation. */
  readonly idOf: (operation: string) => string;
  /** How many GraphQL requests the departments have executed (2xx), by their own counters. */
  readonly executed: () => Promise<number>;
  /** What both gateways logged so far. */
  readonly log: () => readonly string[];
  readonly end: () => Promise<void>;
}

/** An address of somebody on the internet: the gateways believe it, since they trust loopback as a proxy. */
export const STRANGER = '203.0.113.7';

/** Starts it all. */
export async function startWorld(): Promise<World> {
  const graph = await startGraph({ DOCUMENTS: 'trusted', TRUST_PROXY: '127.0.0.1' });
  const free = startChild('gateway/main.ts', [], { ...graph.env, DOCUMENTS: 'any' });
  const freeUrl = (await free.line(/"address":"([^"]+)"/))[1] ?? '';
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (who: string) => {
    const [role = '', sub = ''] = who.split(' ');
    const token = tokens.get(who) ?? graph.token(role, sub);
    tokens.set(who, token);
    return token;
  };
  return {
    graph,
    url: graph.url,
    free: freeUrl,
    send: async (
      body,
      { as = 'analyst AN001', headers = {}, path = '/graphql', method = 'POST', ...rest } = {},
    ) => {
      const authorization = as === null ? {} : { authorization: `Bearer ${await tokenOf(as)}` };
      const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const json = text === undefined ? {} : { 'content-type': 'application/json' };
      const accept = { accept: 'application/graphql-response+json' };
      const all = { ...accept, ...json, ...authorization, ...headers };
      return ask(`${rest.free ? freeUrl : graph.url}${path}`, method, all, text);
    },
    idOf: documentIds(),
    executed: () => executedBy(graph),
    log: () => [...graph.gateway.lines, ...free.lines],
    end: () => endAll(free, graph),
  };
}

async function endAll(free: Child, graph: Graph): Promise<void> {
  await free.end();
  await graph.end();
}

function documentIds(): (operation: string) => string {
  const file = join(import.meta.dirname, '../../../schema/documents/web.json');
  const texts = Object.entries<string>(JSON.parse(readFileSync(file, 'utf8')));
  return (operation) => {
    const found = texts.find(([, text]) => new RegExp(`^\\w+ ${operation}\\b`).test(text));
    if (found === undefined) throw new Error(`There is no trusted document of ${operation}.`);
    return found[0];
  };
}

async function executedBy(graph: Graph): Promise<number> {
  const counts = await Promise.all(
    Object.values(graph.subgraphs).map(async ({ url }) => {
      const text = await (await fetch(`${url}/metrics`)).text();
      const counted = text.matchAll(/^subgraph_request_duration_seconds_count\{status="2xx"\} (\d+)$/gm);
      return [...counted].reduce((sum, [, count]) => sum + Number(count), 0);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** By Node's own client: `fetch` sends headers of its own and refuses to send some. */
function ask(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
): Promise<Seen> {
  const { promise, resolve, reject } = Promise.withResolvers<Seen>();
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const sent = request(url, { method, headers: { ...length, ...headers } }, (response) => {
    const pieces: Buffer[] = [];
    response.on('data', (piece) => pieces.push(piece));
    response.on('error', reject);
    response.on('end', () => {
      const text = Buffer.concat(pieces).toString();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text, ...read(text) });
    });
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

/** What a body says, where it is JSON. */
export function read(text: string): Pick<Seen, 'data' | 'codes' | 'errors'> {
  const { data, errors = [] } = text.startsWith('{') ? JSON.parse(text) : { data: undefined };
  // biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what is tested
  return { data, errors, codes: errors.map((error: any) => error.extensions?.code ?? 'none') };
}
