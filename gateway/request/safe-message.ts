const MAX_LENGTH = 300;
const SUGGESTION = /\s*Did you mean [^?]*\?/g;

/** What betrays the inside: addresses, stack frames, SQL, system error codes, more than one line. */
const internals = [
  /:\/\/|\b\d{1,3}(?:\.\d{1,3}){3}\b|\blocalhost\b/,
  /\bat .+:\d+:\d+/,
  /\b(?:select\b.+\bfrom|insert\s+into|delete\s+from|update\b.+\bset|relation "|column ")\b/i,
  /\bE(?:CONN|ADDR|AI_|HOST|NET)[A-Z]+\b|\bE(?:NOTFOUND|NOENT|PIPE|TIMEDOUT|ACCES|PERM|MFILE)\b/,
  /[\r\n\0]/,
];

/**
 * A message that may be shown to a client: without suggestions ("Did you mean"), at most 300 characters. Null where it
 * is empty or looks like something from inside: then the table's sentence is used.
 */
export function safeMessage(message: string): string | null {
  const shown = message.replace(SUGGESTION, '').trim();
  if (shown === '' || internals.some((trace) => trace.test(shown))) return null;
  return shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH - 1)}…` : shown;
}
