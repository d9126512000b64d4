import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { at } from '../../peak/percentile.ts';
import { students } from '../students.ts';
import { type Answer, createAnswerReader } from './answer-reader.ts';
import type { LoadOrder, LoadResult } from './load-messages.ts';
import { queries, type Requests } from './requests.ts';

const HUNDREDTH = 101;
/** Longer answers are not searched for errors unless they are compared. */
const SHORT = 4_096;
/** Students of a run over everybody that only warm connections up. */
const NOT_COUNTED = 200;
const MOST_EXAMPLES = 3;

/**
 * Asks over so many connections, each with one request at a time, and the next as soon as it is answered.
 *
 * @param random 0 to 1; who asks next
 */
export async function runLoad(
  order: LoadOrder,
  requests: Requests,
  random: () => number,
): Promise<LoadResult> {
  const { target, pace, connections } = order;
  const query = queries[order.query];
  const ready = requests(target, query);
  const latencies: number[] = [];
  const examples: string[] = [];
  let sent = 0;
  let answered = 0;
  let faults = 0;
  let counting = pace.kind === 'everybody-once' ? Number.POSITIVE_INFINITY : performance.now();
  const deadline = pace.kind === 'seconds' ? performance.now() + pace.seconds * 1_000 : null;
  const most =
    pace.kind === 'requests'
      ? pace.requests
      : pace.kind === 'seconds'
        ? Number.POSITIVE_INFINITY
        : ready.length;

  /** Place of the next student; null: nobody comes any more. */
  const next = (): number | null => {
    if (sent >= most || (deadline !== null && performance.now() >= deadline)) return null;
    sent += 1;
    return pace.kind === 'everybody-once' ? sent - 1 : Math.floor(random() * ready.length);
  };
  const check = ({ status, body }: Answer, place: number): void => {
    const isFault = status !== 200 || (body.length < SHORT && body.includes('"errors"'));
    const student = students[place];
    const isLookedAt =
      answered % (order.lookAt === 'every answer' ? 1 : HUNDREDTH) === 0 && student !== undefined;
    if (!isFault && !(isLookedAt && !isDeepStrictEqual(dataOf(body), query.dataFor(student)))) return;
    faults += 1;
    if (examples.length < MOST_EXAMPLES) examples.push(`${status} ${body.toString().slice(0, 300)}`);
  };
  const serve = (socket: Socket): Promise<void> =>
    new Promise((resolve, reject) => {
      let place = 0;
      let from = 0;
      const send = (): void => {
        const chosen = next();
        if (chosen === null) {
          resolve();
          return;
        }
        place = chosen;
        from = performance.now();
        socket.write(ready[place] ?? '');
      };
      socket.on('close', () => reject(new Error(`${target.url} closed a connection under load`)));
      socket.on(
        'data',
        createAnswerReader((answer) => {
          answered += 1;
          if (counting !== Number.POSITIVE_INFINITY) latencies.push(performance.now() - from);
          else if (answered === NOT_COUNTED) counting = performance.now();
          check(answer, place);
          send();
        }),
      );
      send();
    });
  const sockets = await openSockets(target.url, connections);
  await Promise.all(sockets.map(serve));
  // As if those that only warmed connections up had been as quick as the others.
  const perCounted = (performance.now() - counting) / 1_000 / Math.max(1, latencies.length);
  for (const socket of sockets) socket.removeAllListeners('close').destroy();
  const seconds = perCounted * answered;
  return { requests: answered, seconds, p50: at(latencies, 0.5), p99: at(latencies, 0.99), faults, examples };
}

async function openSockets(url: string, count: number): Promise<Socket[]> {
  const { hostname, port } = new URL(url);
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      await once(socket, 'connect');
      return socket;
    }),
  );
}

function dataOf(body: Buffer): unknown {
  try {
    return (JSON.parse(body.toString()) as { data?: unknown }).data;
  } catch {
    return undefined;
  }
}
