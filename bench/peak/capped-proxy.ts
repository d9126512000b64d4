import { once } from 'node:events';
import {
  Agent,
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DepartmentState } from './shapes.ts';

/** What a department saw since it was last asked. */
export interface Calls {
  readonly asked: number;
  /** In the busiest of the calendar's seconds. */
  readonly askedInASecond: number;
  readonly begunInASecond: number;
  /** 503 because too many were waiting. */
  readonly refused: number;
}

/** Stands between everybody and one subgraph. */
export interface CappedProxy {
  readonly url: string;
  readonly set: (state: DepartmentState) => void;
  readonly takeCalls: () => Calls;
  readonly close: () => Promise<void>;
}

const SECOND = 1_000;
const SLOW_MS = 2_000;

/**
 * Passes requests on to a subgraph as an old system would take them: it begins at most `perSecond` within any 1000 ms,
 * lets as many again wait their turn, and answers 503 to the rest. Whoever hangs up while waiting loses no turn: an old
 * system works for a caller who is gone. Streams of events pass uncounted.
 *
 * @param perSecond null: no cap, only counts
 */
export async function startCappedProxy(target: () => string, perSecond: number | null): Promise<CappedProxy> {
  let state: DepartmentState = 'up';
  const agent = new Agent({ keepAlive: true });
  const meter = createMeter();
  const gate = createGate(perSecond, meter.begun);
  const server = createServer((incoming, answer) => {
    if (state === 'down') return void incoming.socket.destroy();
    if (incoming.method !== 'POST') return stream(incoming, answer, target(), agent);
    meter.asked();
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('error', () => {});
    incoming.on('end', () => {
      const begin = () => passOn(incoming, answer, { target: target(), agent, body: Buffer.concat(chunks) });
      if (gate(() => (state === 'slow' ? void setTimeout(begin, SLOW_MS).unref() : begin()))) return;
      meter.refused();
      answer.writeHead(503, { 'content-type': 'text/plain' }).end('busy');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    set: (next) => {
      state = next;
      if (next === 'down') server.closeAllConnections();
    },
    takeCalls: meter.take,
    close: async () => {
      server.closeAllConnections();
      agent.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Begins at most so many within any second; returns whether a call is begun or may wait. */
function createGate(perSecond: number | null, begun: () => void): (begin: () => void) => boolean {
  const recent: number[] = [];
  const waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | null = null;
  const go = (begin: () => void) => {
    recent.push(performance.now());
    begun();
    begin();
  };
  const hasRoom = (cap: number) => {
    while (recent.length > 0 && (recent[0] ?? 0) <= performance.now() - SECOND) recent.shift();
    return recent.length < cap;
  };
  return (begin) => {
    if (perSecond === null || (waiting.length === 0 && hasRoom(perSecond))) {
      go(begin);
      return true;
    }
    if (waiting.length >= perSecond) return false;
    waiting.push(begin);
    const next = () => {
      timer = null;
      while (waiting.length > 0 && hasRoom(perSecond)) go(waiting.shift() ?? (() => {}));
      if (waiting.length > 0) timer = setTimeout(next, (recent[0] ?? 0) + SECOND - performance.now() + 1);
    };
    if (timer === null) next();
    return true;
  };
}

/** One call, whose whole body is here, since its caller may hang up before its turn. */
function passOn(
  incoming: IncomingMessage,
  answer: ServerResponse,
  { target, agent, body }: { target: string; agent: Agent; body: Buffer },
): void {
  begin(incoming, answer, { target, agent }).end(body);
}

function stream(incoming: IncomingMessage, answer: ServerResponse, target: string, agent: Agent): void {
  const onward = begin(incoming, answer, { target, agent });
  // A stream of events has no other end than this.
  answer.on('close', () => onward.destroy());
  onward.end();
}

function begin(
  { url, method, headers }: IncomingMessage,
  answer: ServerResponse,
  { target, agent }: { target: string; agent: Agent },
): ClientRequest {
  const onward = request(new URL(url ?? '/', target), { method, headers, agent }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.on('error', () => answer.destroy());
    answered.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  return onward;
}

function createMeter() {
  let refused = 0;
  let asked = new Map<number, number>();
  let begun = new Map<number, number>();
  const inSecond = (counts: Map<number, number>) => {
    const second = Math.floor(performance.now() / SECOND);
    counts.set(second, (counts.get(second) ?? 0) + 1);
  };
  return {
    asked: () => inSecond(asked),
    begun: () => inSecond(begun),
    refused: () => {
      refused += 1;
    },
    take: (): Calls => {
      const calls = {
        asked: [...asked.values()].reduce((sum, one) => sum + one, 0),
        askedInASecond: Math.max(0, ...asked.values()),
        begunInASecond: Math.max(0, ...begun.values()),
        refused,
      };
      [refused, asked, begun] = [0, new Map(), new Map()];
      return calls;
    },
  };
}
