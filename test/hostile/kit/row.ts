import { expect } from 'vitest';
import { type parseAnswers, postText, sendRaw } from '../../kit/raw-http.ts';
import { read, type Seen, type Sending, type World } from './world.ts';

/** One bad input and its answer. */
export interface Row {
  /** Number in the specification's table; `+` for what goes beyond it. */
  readonly row: number | '+';
  readonly what: string;
  readonly send: (world: World) => Promise<Seen>;
  readonly status: number;
  /** Code of the only error; null: there is none, or none that is JSON. */
  readonly code: string | null;
  /** Left out: nothing. */
  readonly executes?: 'something';
  /** Who answers; left out: the gateway. */
  readonly by?: 'a department';
  readonly also?: (seen: Seen, world: World) => void | Promise<void>;
}

/** Rows with the same number and answer, each with its own input. */
export function rows(
  row: Row['row'],
  status: number,
  code: string | null,
  inputs: Readonly<Record<string, Row['send']>>,
  also?: Row['also'],
): Row[] {
  return Object.entries(inputs).map(([what, send]) => ({
    row,
    what,
    send,
    status,
    code,
    ...(also && { also }),
  }));
}

/** Posts a body. */
export const body =
  (content: unknown, sending?: Sending): Row['send'] =>
  (world) =>
    world.send(content, sending);

/** Posts a document with variables. */
export const document =
  (query: string, variables?: object, sending?: Sending): Row['send'] =>
  (world) =>
    world.send({ query, variables }, sending);

/** Sends bytes as they are, and reads the only answer. */
export const bytes =
  (text: string | Buffer, quietMs?: number): Row['send'] =>
  async ({ url }) => {
    const answers = await sendRaw(url, text, quietMs);
    expect(answers).toHaveLength(1);
    return seenOf(answers);
  };

/** Posts a query of `__typename` with these header lines, which nobody may read as another request. */
export const lines = (...headers: string[]): Row['send'] =>
  bytes(postText('{"query":"{__typename}"}', headers));

/** The first of answers on a raw connection. */
export function seenOf(answers: ReturnType<typeof parseAnswers>): Seen {
  const [answer] = answers;
  if (answer === undefined) throw new Error('No answer came.');
  return { status: answer.status, headers: answer.headers, text: answer.body, ...read(answer.body) };
}

const INSIDE =
  /Did you mean|127\.0\.0\.1|localhost|node_modules|\bat .+:\d+:\d+|\bselect\b.+\bfrom\b|postgres/i;

/** Holds for every answer, whatever the row. */
export function expectDecent(seen: Seen): void {
  expect(seen.text).not.toMatch(INSIDE);
  expect(seen.headers['x-content-type-options']).toBe('nosniff');
  expect(seen.headers['x-request-id']).toMatch(/^[A-Za-z0-9._-]{8,64}$/);
  if (seen.status < 400 || seen.headers['content-length'] === '0') return;
  expect(seen.headers['content-type']).toMatch(/^application\/(graphql-response\+)?json; charset=utf-8$/);
  const [error] = JSON.parse(seen.text).errors;
  expect(error.extensions.requestId).toBe(seen.headers['x-request-id']);
  expect(error.message.length).toBeLessThan(400);
}
