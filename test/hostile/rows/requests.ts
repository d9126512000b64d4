import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { openRaw, parseAnswers, postText } from '../../kit/raw-http.ts';
import { body, bytes, document, lines, type Row, rows, seenOf } from '../kit/row.ts';

const TYPENAME = '{"query":"{__typename}"}';
const CARD = 'mutation { cancelLibraryCard(input: { studentId: "TS2020S1" }) { __typename } }';
const ask = (path: string, accept = 'application/json') =>
  bytes(`GET ${path} HTTP/1.1\r\nhost: x\r\naccept: ${accept}\r\nconnection: close\r\n\r\n`);

/** Half of a body, then a byte a second. */
async function dribble(url: string): Promise<ReturnType<typeof parseAnswers>> {
  const connection = await openRaw(url);
  connection.send(postText(TYPENAME.slice(0, 8), [`content-length: ${TYPENAME.length}`]));
  const began = performance.now();
  const rest = [...TYPENAME.slice(8)];
  const timer = setInterval(() => connection.send(rest.shift() ?? ''), 1_000);
  const said = await connection.everything();
  clearInterval(timer);
  expect(performance.now() - began).toBeLessThan(10_000);
  return parseAnswers(said);
}

/** Rows 1 to 11 of the table: what is no request, or none that can be read. */
export const requestRows: readonly Row[] = [
  ...rows(1, 400, 'BAD_REQUEST', {
    NONSENSE: body('NONSENSE'),
    'an empty body': body(''),
    'a misspelt key': body({ qeury: '{__typename}' }),
    'variables that are a list': body({ query: '{__typename}', variables: [7] }),
    'a query that is a number': body({ query: 7 }),
    'a query that is an object': body({ query: { kind: 'Document' } }),
    'a body that is a text': body('"{__typename}"'),
    'a body that is null': body('null'),
  }),
  ...rows(2, 400, 'GRAPHQL_PARSE_FAILED', { 'a syntax error': document('{ clearance {') }),
  ...rows(3, 400, 'GRAPHQL_VALIDATION_FAILED', {
    'an unknown field, without a suggestion': document('{ clearanc { id } }'),
  }),
  ...rows(4, 400, 'BAD_USER_INPUT', {
    'a missing variable': document('query ($n: Int!) { students(first: $n) { nodes { id } } }'),
    'an ill-typed variable': document('query ($n: Int!) { students(first: $n) { nodes { id } } }', {
      n: 'x',
    }),
    'a number that is no number': body(
      '{"query":"query($n:Int!){students(first:$n){nodes{id}}}","variables":{"n":1e400}}',
    ),
  }),
  ...rows(5, 400, 'OPERATION_RESOLUTION_FAILURE', {
    'two operations without a name': document('query A { __typename } query B { __typename }'),
    'a name that is not in the document': body({ query: 'query A { __typename }', operationName: 'B' }),
  }),
  ...rows(6, 415, 'UNSUPPORTED_MEDIA_TYPE', {
    'text/plain': lines('content-type: text/plain'),
    'a form': lines('content-type: application/x-www-form-urlencoded'),
    'a form with files': lines('content-type: multipart/form-data; boundary=x'),
    'no content type': bytes(
      `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${TYPENAME.length}\r\n\r\n${TYPENAME}`,
    ),
    'UTF-16': lines('content-type: application/json; charset=utf-16'),
    'UTF-7': lines('content-type: application/json; charset="utf-7"'),
    'two content types': lines('content-type: text/plain', 'content-type: application/json'),
  }),
  ...rows(7, 405, 'METHOD_NOT_ALLOWED', {
    'a mutation by GET': ask(`/graphql?query=${encodeURIComponent(CARD)}`),
    'a mutation by GET that asks for another method': bytes(
      `GET /graphql?query=${encodeURIComponent(CARD)} HTTP/1.1\r\nhost: x\r\nx-http-method-override: POST\r\nconnection: close\r\n\r\n`,
    ),
    'a mutation by GET behind a query': ask(
      `/graphql?operationName=M&query=${encodeURIComponent(`query Q { __typename } ${CARD.replace('mutation', 'mutation M')}`)}`,
    ),
  }),
  ...rows(8, 406, 'NOT_ACCEPTABLE', { 'Accept: application/xml': lines('accept: application/xml') }),
  ...rows(9, 413, 'PAYLOAD_TOO_LARGE', {
    'a body over 1 MB': body({ query: `{ __typename } #${'x'.repeat(1_100_000)}` }),
    'a body that says it has 1 TB': lines('content-length: 1099511627776'),
  }),
  ...rows(9, 415, 'UNSUPPORTED_MEDIA_TYPE', {
    'a gzip bomb': bytes(postText(gzipSync(Buffer.alloc(50_000_000, ' ')), ['content-encoding: gzip'])),
  }),
  ...rows(10, 431, 'HEADERS_TOO_LARGE', {
    'headers of 64 KB': lines(`x-long: ${'x'.repeat(64 * 1024)}`),
    'a thousand headers': lines(
      ...Array.from({ length: 1_000 }, (_, index) => `x-${index}: ${'y'.repeat(40)}`),
    ),
    'a cookie of 20 KB': lines(`cookie: ${'session=x; '.repeat(2_000)}`),
    'an address of 20 KB': ask(`/graphql?query=${'x'.repeat(20_000)}`),
  }),
  ...rows(10, 408, 'REQUEST_TIMEOUT', {
    'a body at 1 byte a second': async ({ url }) => seenOf(await dribble(url)),
  }),
  ...rows(11, 400, 'BATCHING_DISABLED', {
    'a batch': body([{ query: '{__typename}' }, { query: '{__typename}' }]),
    'an empty batch': body([]),
  }),
];
