import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that Linux gives to connections by itself (32768 and up): there one may be taken between asking and listening. */
const [FIRST, LAST] = [20_000, 32_000];

/** A loopback port that was free a moment ago, for programs that must be told one; by chance, so that two runs seldom meet. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  probe.once('listening', () => resolve(true));
  probe.once('error', () => resolve(false));
  probe.listen(port, '127.0.0.1');
  if (!(await promise)) return false;
  probe.close();
  await once(probe, 'close');
  return true;
}
