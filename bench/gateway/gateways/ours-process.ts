import { randomUUID } from 'node:crypto';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { type MemoryAnswer, tellReady } from './told.ts';

// The product's gateway, put together as gateway/main.ts does it and configured by the environment; only the documents
// that it trusts are this measurement's own. BENCH_IDENTITY=production: tokens of an issuer, roles as the registry has them.

enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/node-compile'));
const { readConfig } = await import('../../../gateway/config.ts');
const { createGateway } = await import('../../../gateway/gateway.ts');
const { createLog } = await import('../../../gateway/observe/log.ts');

const read = readConfig(process.env, process.argv.slice(2), join(import.meta.dirname, '../../..'));
if (read.kind === 'faulty') throw new Error(read.faults.join('\n'));
const isProduction = process.env.BENCH_IDENTITY === 'production';
const config = {
  ...read.config,
  manifestDir: process.env.BENCH_MANIFESTS ?? null,
  ...(isProduction && { mode: 'production' as const }),
};
const gateway = await createGateway(config, {
  now: () => new Date(),
  newId: randomUUID,
  random: Math.random,
  elapsed: () => performance.now(),
  log: createLog(config.logLevel),
});
const address = await gateway.listen();
tellReady(Number(new URL(address).port));

// What is held, not what was used, where the process was started with --expose-gc.
process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, rss, external } = process.memoryUsage();
  process.send?.({ kind: 'memory', heapUsed, rss, external } satisfies MemoryAnswer);
});
