import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type GatewayConfig, readConfig } from './config.ts';
import { createGateway } from './gateway.ts';
import { createLog } from './observe/log.ts';

/** The gateway as a process, until it is told to stop; a configuration with faults ends it with 2, anything else with 1. */
export async function serve(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<void> {
  const read = readConfig(env, args, join(import.meta.dirname, '..'));
  if (read.kind === 'faulty') {
    for (const fault of read.faults) console.error(fault);
    process.exit(2);
  }

  const { config } = read;
  const log = createLog(config.logLevel);
  try {
    await listen(config, log);
  } catch (error) {
    console.error(sentenceOf(error, config));
    process.exit(1);
  }
}

async function listen(config: GatewayConfig, log: Logger): Promise<void> {
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
}

function sentenceOf(error: unknown, { port }: GatewayConfig): string {
  if (!(error instanceof Error)) return String(error);
  const isTaken = 'code' in error && error.code === 'EADDRINUSE';
  if (!isTaken) return error.message;
  return `端口 ${port} 已被占用，请设置其他 PORT。Port ${port} is in use; set PORT to another one.`;
}
