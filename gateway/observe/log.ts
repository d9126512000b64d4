import { type DestinationStream, type Logger, pino } from 'pino';

/** Where the gateway writes what it does. No names, student numbers, variables, tokens or addresses of people. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** How much is written. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Nothing logs headers; should something ever do, these of them are left out. */
const SECRETS = ['authorization', 'cookie', '["idempotency-key"]', '["set-cookie"]'];
const redact = {
  paths: SECRETS.flatMap((name) => {
    const dotted = name.startsWith('[') ? name : `.${name}`;
    return [name, ...['headers', '*', '*.headers'].map((parent) => `${parent}${dotted}`)];
  }),
  censor: '[left out]',
};

/** A logger of JSON lines, to stdout unless another destination is given. */
export function createLog(level: LogLevel, destination?: DestinationStream): Logger {
  const options = { level, base: { service: 'gateway' }, redact, serializers: { err: faultFields } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** What of an unexpected fault goes into the log: its name and where it came from. Its message may quote the request. */
export function faultFields(error: unknown): { fault: string; stack: string[] } {
  if (!(error instanceof Error)) return { fault: typeof error, stack: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { fault: error.name, stack: frames.slice(0, 12).map((line) => line.trim()) };
}
