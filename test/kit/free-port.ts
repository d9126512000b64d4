import { once } from 'node:events';
import { createServer } from 'node:net';

/** A loopback port that was free a moment ago, for programs that must be told one. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port');
  probe.close();
  await once(probe, 'close');
  return address.port;
}
