import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An address of a subgraph that counts whoever comes through. */
export interface CountingDoor {
  /** Its base address. */
  readonly url: string;
  /** Requests so far, streams of events among them. */
  readonly came: () => number;
  readonly close: () => Promise<void>;
}

/** Opens a door. @param real the subgraph's base address, asked for when somebody comes */
export async function openDoor(real: () => string): Promise<CountingDoor> {
  let came = 0;
  const server = createServer((request, response) => {
    came += 1;
    const inner = forward(
      `${real()}${request.url}`,
      { method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    inner.on('error', () => response.destroy());
    response.on('close', () => inner.destroy());
    request.pipe(inner);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    came: () => came,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
