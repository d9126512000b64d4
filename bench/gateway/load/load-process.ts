import type { LoadMessage } from './load-messages.ts';
import { prepareRequests, type Requests } from './requests.ts';
import { runLoad } from './run-load.ts';

// The load as a process of its own, so that its CPU is nobody else's; takes orders and answers each over IPC.

let requests: Requests | null = null;
let seed = 42;

process.on('message', (message: LoadMessage) => {
  void answer(message).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));

async function answer(message: LoadMessage): Promise<object> {
  if (message.kind === 'prepare') {
    requests = await prepareRequests(message.dataDir);
    return { kind: 'prepared' };
  }
  if (requests === null) throw new Error('The load was not prepared.');
  return runLoad(message, requests, random);
}

/** The same students in the same order in every run (mulberry32). */
function random(): number {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
