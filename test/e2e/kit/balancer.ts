import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A small load balancer. */
export interface Balancer {
  readonly url: string;
  /** Sends requests to these from now on, once each says that it is ready. */
  readonly set: (targets: readonly string[]) => void;
  /** Those that are ready. */
  readonly ready: () => readonly string[];
  /** Requests that could not be passed on, or whose answer broke off. */
  readonly lost: readonly string[];
  readonly close: () => Promise<void>;
}

const ASK_EVERY_MS = 100;

/**
 * Asks every target for `/readyz` ten times a second and sends requests to those that answer 200, in turn. Nothing is
 * sent twice, and a connection is used for one request: what a gateway loses is lost.
 */
export async function startBalancer(): Promise<Balancer> {
  let targets: readonly string[] = [];
  let healthy: readonly string[] = [];
  let turn = 0;
  const lost: string[] = [];
  const stopping = new AbortController();
  const server = createServer((incoming, answer) => {
    const target = healthy[turn++ % Math.max(1, healthy.length)];
    const lose = (why: string) => {
      lost.push(`${incoming.url} ${why}`);
      answer.destroy();
    };
    if (target === undefined) return lose('nobody is ready');
    const { method, headers, url = '/' } = incoming;
    const onward = request(new URL(url, target), { method, headers, agent: false }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.on('error', () => lose('broke off'));
      answered.pipe(answer);
    });
    onward.on('error', (error: NodeJS.ErrnoException) => {
      if (!answer.destroyed) lose(error.code ?? 'failed');
    });
    answer.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const isReady = (target: string) =>
    fetch(`${target}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
      ({ status }) => status === 200,
      () => false,
    );
  const watch = async () => {
    while (!stopping.signal.aborted) {
      const asked = targets;
      const answers = await Promise.all(asked.map(isReady));
      healthy = asked.filter((_, index) => answers[index]);
      await wait(ASK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const watched = watch();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next) => {
      targets = next;
    },
    ready: () => healthy,
    lost,
    close: async () => {
      stopping.abort();
      await watched;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
