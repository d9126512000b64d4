import type { Log } from './log.ts';

/** What Apollo's packages log through: their chatter is for debugging only, warnings and errors are ours too. */
export function apolloLogger(log: Log) {
  return {
    debug: () => {},
    info: (message?: unknown) => log.debug(String(message)),
    warn: (message?: unknown) => log.warn(String(message)),
    error: (message?: unknown) => log.error(String(message)),
  };
}
