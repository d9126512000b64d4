import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { openSseStream, type SseStream } from '../../gateway/live/sse-stream.ts';

/** One stream to a client that may or may not read. */
async function openStream() {
  const { promise: opened, resolve } = Promise.withResolvers<SseStream>();
  const server = createServer((_request, response) =>
    resolve(openSseStream(response, { 'x-request-id': 'r' })),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  const connections = () =>
    new Promise<number>((tell) => server.getConnections((_error, count) => tell(count)));
  return {
    stream: await opened,
    socket,
    connections,
    close: async () => {
      socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

test('a reader that takes nothing is dropped, not buffered for', async () => {
  const { stream, connections, close } = await openStream();
  const page = 'x'.repeat(64 * 1024);
  await expect
    .poll(
      async () => {
        stream.send('next', page);
        return connections();
      },
      { timeout: 10_000, interval: 1 },
    )
    .toBe(0);
  stream.send('next', page);
  await close();
});

test('a reader gets events with their ids, and beats that are no events', async () => {
  const { stream, socket, close } = await openStream();
  let text = '';
  socket.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  socket.resume();
  stream.send('next', '{"data":null}', 'id-1');
  stream.beat();
  stream.end();
  await once(socket, 'end');
  expect(text).toContain('x-request-id: r');
  expect(text).toContain('event: next\nid: id-1\ndata: {"data":null}\n\n');
  expect(text).toContain(':\n\n');
  await close();
});
