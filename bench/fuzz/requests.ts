import fc from 'fast-check';
import type { Role } from '../../gateway/identity/roles.ts';
import { startGraph } from '../../test/gateway/kit/graph.ts';
import { authorizationOf } from '../../test/gateway/kit/role-token.ts';
import { openRaw, parseAnswers, postText } from '../../test/kit/raw-http.ts';
import { explore, type Found, type Search } from './explore.ts';

const SLOWEST_MS = 1_000;
const valid = {
  query:
    'query Q($id: ID, $n: Int! = 2) { clearance(studentId: $id) { id library { outcome } } students(first: $n) { nodes { id } } }',
  operationName: 'Q',
  variables: { id: 'S1', n: 3 },
  extensions: { persistedQuery: { version: 1, sha256Hash: '00' } },
  documentId: `sha256:${'0'.repeat(64)}`,
};
const words = [
  '{',
  '}',
  '(',
  ')',
  '...',
  '@include(if:',
  ':',
  '$',
  '"',
  '"""',
  '#',
  '\\u0000',
  'fragment',
  'on',
  'query',
  '__typename',
  'clearance',
  'library',
  '\ud800',
  '\u2028',
];

/** JSON of a request with some of it replaced, and some of its text cut, doubled or overwritten. */
const mutated = fc
  .tuple(
    fc.record(
      {
        query: fc.oneof(
          fc.constant(valid.query),
          fc.array(fc.oneof(fc.constantFrom(...words), fc.string())).map((parts) => parts.join(' ')),
          fc.jsonValue(),
        ),
        operationName: fc.oneof(fc.constant('Q'), fc.string({ unit: 'binary' }), fc.jsonValue()),
        variables: fc.oneof(fc.constant(valid.variables), fc.jsonValue({ maxDepth: 8 })),
        extensions: fc.oneof(fc.constant(valid.extensions), fc.jsonValue({ maxDepth: 8 })),
        documentId: fc.oneof(fc.constant(valid.documentId), fc.jsonValue()),
      },
      { requiredKeys: [] },
    ),
    fc.array(fc.tuple(fc.nat(1_000), fc.nat(20), fc.string({ unit: 'binary', maxLength: 8 })), {
      maxLength: 4,
    }),
  )
  .map(([body, edits]) => {
    let text = JSON.stringify(body);
    for (const [at, length, by] of edits) text = text.slice(0, at) + by + text.slice(at + length);
    return Buffer.from(text);
  });
const bytes = fc.uint8Array({ maxLength: 4_096 }).map((array) => Buffer.from(array));
const header = fc.constantFrom(
  'x-none: 1',
  'content-type: application/json; charset=utf-16',
  'content-type: text/plain',
  'accept: application/xml',
  'accept: application/json;q=0',
  'authorization: Bearer x.y.z',
  'authorization: Basic eDp4',
  'cookie: session=%00; session=x; __Host-session=y',
  'x-request-id: a b',
  'idempotency-key: \u00ff',
  'content-encoding: gzip',
  'expect: 100-continue',
  'traceparent: 00-0-0-00',
  'last-event-id: \u00e9',
);
const requests = fc.record({
  body: fc.oneof({ weight: 4, arbitrary: mutated }, { weight: 1, arbitrary: bytes }),
  headers: fc.uniqueArray(header, { maxLength: 3 }),
  /** In which role it is asked; null: by nobody. */
  role: fc.constantFrom('student' as const, 'staff:library' as const, 'registrar' as const, null),
  path: fc.constantFrom('/graphql', '/graphql', '/graphql', '/graphql/stream', '/graphql?query=%7B'),
  /** Sent as they are, without any HTTP around. */
  raw: fc.option(bytes, { freq: 15 }),
});

/**
 * Bytes and mutated JSON: every answer is of a client's fault or of none (under 500), in JSON, within a second; what is
 * no HTTP is answered 400 or not at all.
 */
export async function fuzzRequests(search: Search): Promise<Found> {
  await using graph = await startGraph();
  const tokens = new Map<Role, string>();
  for (const role of ['student', 'staff:library', 'registrar'] as const)
    tokens.set(role, (await authorizationOf(role, graph.directory)).authorization ?? '');
  const property = fc.asyncProperty(requests, async ({ body, headers, role, path, raw }) => {
    const isNamed = headers.some((line) => line.startsWith('authorization'));
    const token = role === null || isNamed ? [] : [`authorization: ${tokens.get(role)}`];
    const text =
      raw === null
        ? postText(body, [...headers, ...token], path)
        : Buffer.concat([raw, Buffer.from('\r\n\r\n')]);
    let seen = await ask(graph.url, text, raw !== null);
    // A busy machine is no finding: it is slow once, or says that it is busy.
    for (let again = 0; again < 4 && (seen.took > SLOWEST_MS || seen.isBusy); again++)
      seen = await ask(graph.url, text, raw !== null);
    if (seen.took > SLOWEST_MS) throw new Error(`It took ${Math.round(seen.took)} ms.`);
    const [answer] = seen.answers;
    if (answer === undefined) {
      if (raw === null) throw new Error('No answer came.');
      return;
    }
    if (answer.status >= 500) throw new Error(`It answered ${answer.status}: ${answer.body}`);
    if (answer.status >= 400) JSON.parse(answer.body);
  });
  return await explore('requests', property, search);
}

async function ask(url: string, text: Buffer, isRaw: boolean) {
  const began = performance.now();
  const connection = await openRaw(url);
  connection.send(text);
  // A request whose sender has gone is not answered; what is no request would be waited for to the end.
  if (isRaw) connection.socket.end();
  const said = await connection.everything(10_000);
  connection.end();
  const answers = parseAnswers(said);
  return { answers, took: performance.now() - began, isBusy: said.includes('"OVERLOADED"') };
}
