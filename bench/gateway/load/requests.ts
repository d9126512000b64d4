import { ensureDevKey } from '../../../gateway/identity/dev-key.ts';
import { signDevToken } from '../../../gateway/identity/dev-token.ts';
import { type Authorize, signTokens } from '../../peak/tokens.ts';
import { type BenchQuery, clearanceQuery, listQuery } from '../queries.ts';
import { students } from '../students.ts';
import type { LoadTarget } from './load-messages.ts';

/** Requests as bytes, by the place of a student in the class; they are made once. */
export type Requests = (target: LoadTarget, query: BenchQuery) => readonly Buffer[];

/** Both queries by name. */
export const queries = { clearance: clearanceQuery, list: listQuery } as const;

/** Signs everybody's token, which ours asks for: each student's, and a registrar's for the list. */
export async function prepareRequests(dataDir: string): Promise<Requests> {
  const tokens = await signTokens(
    dataDir,
    students.map(({ id }) => id),
  );
  const key = await ensureDevKey(dataDir, () => crypto.randomUUID());
  const registrar = `Bearer ${await signDevToken({ sub: 'R001', role: 'registrar' }, key, new Date())}`;
  const made = new Map<string, readonly Buffer[]>();
  return (target, query) => {
    const name = JSON.stringify([target, query.name]);
    const known = made.get(name) ?? make(target, query, query.name === 'list' ? () => registrar : tokens);
    made.set(name, known);
    return known;
  };
}

function make(target: LoadTarget, query: BenchQuery, authorize: Authorize): Buffer[] {
  const whole = students.map((student) => {
    const what = target.asks === 'text' ? { query: query.text } : { documentId: query.documentId };
    const body = JSON.stringify({ ...what, variables: query.variablesFor(student) });
    const headers =
      target.asks === 'text' ? [] : [`authorization: ${authorize(student.id)}`, 'x-client-name: bench'];
    return toBytes(target.url, body, headers);
  });
  // The list is the same for everybody.
  return query.name === 'list' ? whole.slice(0, 1) : whole;
}

function toBytes(url: string, body: string, headers: readonly string[]): Buffer {
  const { host, pathname } = new URL(url);
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'content-type: application/json',
    'accept: application/json',
    ...headers,
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
