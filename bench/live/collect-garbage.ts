import type { Child } from '../../test/kit/child.ts';

/**
 * Makes a process collect its garbage, through its inspector, so that memory says what is held and not what was used.
 * The process must have been started with `--inspect-port=0`.
 */
export async function collectGarbage(child: Child): Promise<void> {
  child.signal('SIGUSR1');
  const address = (await child.line(/Debugger listening on (ws:\S+)/))[1] ?? '';
  const socket = new WebSocket(address);
  await eventOf(socket, 'open');
  for (const id of [1, 2, 3]) {
    socket.send(JSON.stringify({ id, method: 'HeapProfiler.collectGarbage' }));
    await eventOf(socket, 'message');
  }
  socket.close();
  await eventOf(socket, 'close');
}

async function eventOf(socket: WebSocket, name: 'open' | 'message' | 'close'): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.addEventListener(name, () => resolve(), { once: true });
  socket.addEventListener('error', () => reject(new Error('The inspector cannot be reached.')), {
    once: true,
  });
  return promise;
}
