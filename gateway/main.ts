import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readConfig } from './config.ts';
import { createGateway } from './gateway.ts';
import { createLog } from './observe/log.ts';

// The gateway as a process: node gateway/main.ts [--supergraph FILE] [--port N] [--open]

const read = readConfig(process.env, process.argv.slice(2), join(import.meta.dirname, '..'));
if (read.kind === 'faulty') {
  for (const fault of read.faults) console.error(fault);
  process.exit(2);
}

const { config } = read;
const log = createLog(config.logLevel);
try {
  const gateway = await createGateway(config, { now: () => new Date(), newId: randomUUID, log });
  const address = await gateway.listen();
  log.info({ address, mode: config.mode }, 'The gateway is listening.');

  let isClosing = false;
  const drain = async (signal: string) => {
    if (isClosing) return;
    isClosing = true;
    log.info({ signal }, 'The gateway finishes the requests in flight and stops.');
    await gateway.close();
    process.exit(0);
  };
  process.on('SIGTERM', drain);
  process.on('SIGINT', drain);
  // Under `npm start` a channel leads to the process with the subgraphs; when that is killed there is nothing left to serve.
  process.on('disconnect', () => drain('the end of the process that started it'));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
