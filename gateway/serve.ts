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
  const gateway = await createGateway(config, {
    now: () => new Date(),
    newId: randomUUID,
    random: Math.random,
    elapsed: () => performance.now(),
    log,
  });
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
  const orphaned = () => drain('the end of the process that started it');
  process.on('disconnect', orphaned);
  // It may have been killed while the supergraph was planned, before anybody listened.
  if (process.connected === false) await orphaned();
} catch (error) {
  console.error(sentenceOf(error));
  process.exit(1);
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isTaken = 'code' in error && error.code === 'EADDRINUSE';
  if (!isTaken) return error.message;
  return `端口 ${config.port} 已被占用，请设置其他 PORT。Port ${config.port} is in use; set PORT to another one.`;
}
