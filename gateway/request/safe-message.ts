const MAX_LENGTH = 300;
const INTERNAL = /:\/\/|\bat .+:\d+|\b(?:select|insert|update|delete)\b.+\b(?:from|into|set|where)\b|\bE[A-Z]{5,}\b|\d+\.\d+\.\d+\.\d+|[\r\n\0]/i;
const SUGGESTION = /\s*Did you mean [^?]*\?/g;

/**
 * A message that may be shown to a client: without suggestions ("Did you mean"), at most 300 characters. Null where it
 * is empty or looks like something from inside (an address, a stack, SQL, an errno): then the table's sentence is used.
 */
export function safeMessage(message: string): string | null {
  const shown = message.replace(SUGGESTION, '').trim();
  if (shown === '' || INTERNAL.test(shown)) return null;
  return shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH - 1)}…` : shown;
}
