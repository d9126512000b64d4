/** The program that asks, by its own word: headers `x-client-name` and `x-client-version`. */
export interface Client {
  /** 1 to 32 lower-case letters, digits and hyphens; null: none, or none of that form. */
  readonly name: string | null;
  /** 1 to 32 letters, digits, `.`, `+`, `_`, `-`; null likewise. */
  readonly version: string | null;
}

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const VERSION = /^[A-Za-z0-9][A-Za-z0-9.+_-]{0,31}$/;

/** Reads the two headers. Whatever has another form counts as absent: a statistic is no reason to refuse a request. */
export function readClient(headers: Readonly<Record<string, string | string[] | undefined>>): Client {
  return {
    name: matching(headers['x-client-name'], NAME),
    version: matching(headers['x-client-version'], VERSION),
  };
}

function matching(value: string | string[] | undefined, form: RegExp): string | null {
  return typeof value === 'string' && form.test(value) ? value : null;
}
