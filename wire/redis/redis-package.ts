import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The `redis` package, loaded when somebody first has a Redis: its six hundred files take a tenth of a second, for which no
 * other start should wait.
 */
export function redisPackage(): typeof import('redis') {
  return require('redis');
}
