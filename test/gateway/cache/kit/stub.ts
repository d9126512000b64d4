import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export type Representation = Readonly<Record<string, unknown>>;

/** What a stub was asked: the representations of an `_entities` fetch, else an empty list. */
export interface StubCall {
  readonly query: string;
  readonly representations: readonly Representation[];
  readonly authorization: string | undefined;
}

/** A department over real HTTP whose answers a test decides. */
export interface Stub extends AsyncDisposable {
  readonly url: string;
  readonly calls: StubCall[];
  /** Read when the call arrives. */
  entity: (representation: Representation, call: StubCall) => unknown;
  /** Data of a fetch that is not `_entities`. */
  root: () => Record<string, unknown>;
  errors: (call: StubCall) => readonly unknown[] | undefined;
  /** Awaited between reading the data and answering. */
  hold: (call: StubCall) => Promise<unknown> | undefined;
  status: number;
}

export const edge = (outcome: string, version: string, more: object = {}) => ({ outcome, version, ...more });

export async function startStub(): Promise<Stub> {
  const server = createServer(async (request, response) => {
    const body = (await json(request)) as {
      query: string;
      variables?: { representations?: Representation[] };
    };
    const representations = body.variables?.representations ?? [];
    const call = { query: body.query, representations, authorization: request.headers.authorization };
    stub.calls.push(call);
    const data = body.query.includes('_entities')
      ? { _entities: representations.map((one) => stub.entity(one, call)) }
      : stub.root();
    const errors = stub.errors(call);
    const text = JSON.stringify({ data, ...(errors && { errors }) });
    await stub.hold(call);
    response.writeHead(stub.status, { 'content-type': 'application/json' }).end(text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stub: Stub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    calls: [],
    entity: () => ({ library: edge('PASSED', '1.1', { books: 0 }) }),
    root: () => ({}),
    errors: () => undefined,
    hold: () => undefined,
    status: 200,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return stub;
}

/** A promise that a test resolves. */
export function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, open: resolve };
}
