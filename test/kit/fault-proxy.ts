import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a proxy answers: by the department itself, late, or with a page of HTML. */
export type Fault = 'none' | 'slow' | 'html';

/** An HTTP proxy in front of one department. */
export interface FaultProxy {
  readonly url: string;
  fault: Fault;
  readonly close: () => Promise<void>;
}

const SLOW_MS = 10_000;

/** Stands between the gateway and a department; without a fault it passes requests and answers on unchanged. */
export async function startFaultProxy(target: () => string): Promise<FaultProxy> {
  const server = createServer((incoming, answer) => {
    if (proxy.fault === 'html') {
      answer.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>503 校园网认证</body></html>');
      return;
    }
    const pass = () => {
      const address = new URL(incoming.url ?? '/', target());
      const onward = request(address, { method: incoming.method, headers: incoming.headers }, (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.on('error', () => answer.destroy());
        answered.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      // A stream of events has no other end than this.
      answer.on('close', () => onward.destroy());
      incoming.pipe(onward);
    };
    if (proxy.fault === 'slow') setTimeout(pass, SLOW_MS).unref();
    else pass();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${port}/graphql`,
    fault: 'none',
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
