import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * How a proxy answers: by the department itself, late, with a page of HTML, by closing the connection, with 50 MB, or
 * with the department's answer changed (see `change`) or written anew (see `rewrite`).
 */
export type Fault = 'none' | 'slow' | 'html' | 'refuse' | 'huge' | 'changed' | 'rewritten';

/** An answer as a department gave it. */
// biome-ignore lint/suspicious/noExplicitAny: lies have any shape
export type Lie = (answer: any, asked: { readonly query: string; readonly variables: any }) => unknown;

/** What goes out instead of a department's answer. */
export type Rewrite = (answer: unknown) => { readonly status: number; readonly text: string };

/** An HTTP proxy in front of one department. */
export interface FaultProxy {
  readonly url: string;
  /** Of GraphQL and, unless it is `changed` or `rewritten`, of events. */
  fault: Fault;
  /** Under `changed`: what is answered instead. */
  change: Lie;
  /** Under `rewritten`: status and text that are sent, well-formed or not. */
  rewrite: Rewrite;
  /** Cut: the event streams that are open end, and no other begins. */
  events: 'pass' | 'cut';
  /** When each GraphQL request arrived, on the clock of `performance.now()`; faulty answers count, too. */
  readonly arrivals: number[];
  readonly close: () => Promise<void>;
}

const SLOW_MS = 10_000;
const HUGE_BYTES = 50 * 1024 * 1024;

/** Stands between the gateway and a department; without a fault it passes requests and answers on unchanged. */
export async function startFaultProxy(target: () => string): Promise<FaultProxy> {
  const streams = new Set<ServerResponse>();
  let events: FaultProxy['events'] = 'pass';
  const server = createServer((incoming, answer) => {
    const isEvents = incoming.url?.startsWith('/events') === true;
    if (isEvents) {
      if (events === 'cut') return void answer.destroy();
      streams.add(answer);
      answer.on('close', () => streams.delete(answer));
    } else proxy.arrivals.push(performance.now());
    switch (proxy.fault) {
      case 'html':
        return void answer
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<html><body>503 校园网认证</body></html>');
      case 'refuse':
        return void answer.destroy();
      case 'huge':
        return sendHuge(answer);
      case 'slow':
        return void setTimeout(() => pass(incoming, answer, target()), SLOW_MS).unref();
      case 'changed':
      case 'rewritten':
        return isEvents
          ? pass(incoming, answer, target())
          : void lie(incoming, answer, target(), proxy).catch(() => answer.destroy());
      default:
        return pass(incoming, answer, target());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${port}/graphql`,
    fault: 'none',
    change: (answer) => answer,
    rewrite: (answer) => ({ status: 200, text: JSON.stringify(answer) }),
    get events() {
      return events;
    },
    set events(next) {
      events = next;
      if (next === 'cut') for (const stream of streams) stream.destroy();
    },
    arrivals: [],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}

function pass(incoming: IncomingMessage, answer: ServerResponse, target: string): void {
  const address = new URL(incoming.url ?? '/', target);
  const onward = request(address, { method: incoming.method, headers: incoming.headers }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.on('error', () => answer.destroy());
    answered.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  // A stream of events has no other end than this.
  answer.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

/** What the department says, changed. */
async function lie(
  incoming: IncomingMessage,
  answer: ServerResponse,
  target: string,
  { fault, change, rewrite }: Pick<FaultProxy, 'fault' | 'change' | 'rewrite'>,
): Promise<void> {
  const body = await text(incoming);
  const { authorization } = incoming.headers;
  const answered = await fetch(new URL(incoming.url ?? '/', target), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
    body,
  });
  const said: unknown = await answered.json();
  const { status, text: sent } =
    fault === 'rewritten'
      ? rewrite(said)
      : { status: answered.status, text: JSON.stringify(change(said, JSON.parse(body))) };
  answer.writeHead(status, { 'content-type': 'application/json' }).end(sent);
}

/** 50 MB that begin like an answer, no faster than they are read. */
function sendHuge(answer: ServerResponse): void {
  answer.writeHead(200, { 'content-type': 'application/json' });
  answer.write('{"data":{"_entities":[{"junk":"');
  const piece = Buffer.alloc(64 * 1024, 'x');
  let left = HUGE_BYTES;
  const more = () => {
    while (left > 0 && !answer.destroyed) {
      left -= piece.length;
      if (!answer.write(piece)) return;
    }
    answer.end('"}]}}');
  };
  answer.on('drain', more).on('error', () => {});
  more();
}
