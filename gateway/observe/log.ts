import { type DestinationStream, type Logger, pino } from 'pino';

/** Where the gateway writes what it does. No names, student numbers, variables, tokens or addresses of people. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** How much is written. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Nothing logs headers; should something ever do, these of them are left out. */
const SECRETS = new Set(['authorization', 'cookie', 'idempotency-key', 'set-cookie']);
/** Levels of an entry in which they are looked for: `req.headers.cookie` is the third. */
const DEEPEST = 3;

/** Lines are written together: each by itself costs as much as all the rest of its making. A line waits 100 ms at most. */
const together = { minLength: 4_096, periodicFlush: 100, sync: false };

/** A logger of JSON lines, to stdout unless another destination is given. */
export function createLog(
  level: LogLevel,
  destination: DestinationStream = pino.destination(together),
): Logger {
  // The library's own way to leave things out takes longer than writing a line does.
  const formatters = { log: withoutSecrets, bindings: withoutSecrets };
  const options = { level, base: { service: 'gateway' }, formatters, serializers: { err: faultFields } };
  return pino(options, destination);
}

function withoutSecrets(entry: Record<string, unknown>): Record<string, unknown> {
  return clean(entry, 1);
}

/** The same object where there is nothing to leave out. */
function clean<Entry extends object>(entry: Entry, depth: number): Entry {
  let cleaned: Entry | null = null;
  for (const key in entry) {
    const value: unknown = entry[key];
    const shown = SECRETS.has(key)
      ? '[left out]'
      : depth < DEEPEST && isPlain(value)
        ? clean(value, depth + 1)
        : value;
    if (shown !== value) cleaned = { ...(cleaned ?? entry), [key]: shown };
  }
  return cleaned ?? entry;
}

/** Of an error only what the serializer says is written. */
function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Error);
}

/** What of an unexpected fault goes into the log: its name and where it came from. Its message may quote the request. */
export function faultFields(error: unknown): { fault: string; stack: string[] } {
  if (!(error instanceof Error)) return { fault: typeof error, stack: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { fault: error.name, stack: frames.slice(0, 12).map((line) => line.trim()) };
}
