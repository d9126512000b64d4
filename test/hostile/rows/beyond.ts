import { expect } from 'vitest';
import { postText } from '../../kit/raw-http.ts';
import { body, bytes, document, lines, type Row, rows } from '../kit/row.ts';
import type { Seen } from '../kit/world.ts';

const TYPENAME = '{"query":"{__typename}"}';
const LENGTH = TYPENAME.length;
const head = (first: string, ...headers: string[]) =>
  `${[first, ...headers, 'connection: close'].join('\r\n')}\r\n\r\n`;
const none = ({ text, headers }: Seen) => {
  expect(`${text} ${JSON.stringify(headers)}`).not.toContain('evil');
};

/** Requests that two servers in a row may read differently. */
const smuggling: readonly Row[] = [
  ...rows('+', 400, 'BAD_REQUEST', {
    'two lengths': bytes(postText(TYPENAME, [`content-length: ${LENGTH}`, 'content-length: 5'])),
    'a length and chunks': bytes(
      postText(`0\r\n\r\n${head('GET /livez HTTP/1.1', 'host: x')}`, [
        'content-length: 5',
        'transfer-encoding: chunked',
      ]),
    ),
    'a length that is a sum': bytes(postText(TYPENAME, ['content-length: 20+4'])),
    'a length below zero': bytes(postText(TYPENAME, ['content-length: -1'])),
    'an unknown coding': bytes(postText(TYPENAME, ['transfer-encoding: chunked, identity'])),
    'white space before a colon': lines('content-length : 5'),
    'a folded header': lines('x-a: b\r\n folded: c'),
    'a bare line feed': bytes('GET /graphql HTTP/1.1\nhost: x\n\n'),
    'a NUL in a header': lines('x-a: b\0c'),
    'a header name in Unicode': lines('cont\u00e9nt-type: text/plain'),
    'no host': bytes(head('GET /livez HTTP/1.1')),
    'two hosts': lines('host: x', 'host: evil.example'),
    'a chunk that is no number': bytes(postText('zz\r\n{}\r\n0\r\n\r\n', ['transfer-encoding: chunked'])),
    TLS: bytes('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'),
    'an expectation that nobody can meet': lines('expect: a-miracle'),
  }),
];

/** Addresses and methods. */
const addresses: readonly Row[] = [
  // A server takes it as its own (RFC 9112, 3.2.2).
  ...rows(
    '+',
    400,
    'DOCUMENT_NOT_TRUSTED',
    {
      'an absolute address of another host': bytes(
        `POST http://evil.example/graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ${LENGTH}\r\n\r\n${TYPENAME}`,
      ),
    },
    none,
  ),
  ...rows(
    '+',
    404,
    'NOT_FOUND',
    {
      'two slashes': bytes(postText(TYPENAME, [], '//graphql')),
      'capital letters': bytes(postText(TYPENAME, [], '/GraphQL')),
      'a path that goes up': bytes(postText(TYPENAME, [], '/graphiql/..%2f..%2fpackage.json')),
      'a path with NUL': bytes(postText(TYPENAME, [], '/graphql%00')),
    },
    none,
  ),
  ...rows('+', 400, 'BAD_REQUEST', {
    'a path that cannot be decoded': bytes(postText(TYPENAME, [], '/%e0%a4%a')),
    'a stranger’s method': bytes(head('EVIL /graphql HTTP/1.1', 'host: x')),
  }),
  ...rows(
    '+',
    405,
    'METHOD_NOT_ALLOWED',
    {
      TRACE: bytes(head('TRACE /graphql HTTP/1.1', 'host: x', 'cookie: session=evil')),
      PUT: body({ query: '{__typename}' }, { method: 'PUT' }),
    },
    none,
  ),
];

/** JSON that readers differ about. */
const json: readonly Row[] = [
  ...rows('+', 400, 'GRAPHQL_PARSE_FAILED', {
    'a key twice: the last one counts': body('{"query":"{__typename}","query":"{"}'),
    'bytes that are no UTF-8': bytes(
      postText(Buffer.concat([Buffer.from('{"query":"{ \xff\xfe }"}', 'latin1')])),
    ),
  }),
  ...rows('+', 400, 'BAD_REQUEST', {
    'a number for a name': body({ query: '{__typename}', operationName: 7 }),
    'extensions that are a text': body({ query: '{__typename}', extensions: 'x' }),
    'a comment in JSON': body('{"query":"{__typename}" /* evil */}'),
    'JSON of half a document': body('{"query":"{__typename}"'),
    NaN: body('{"query":"{__typename}","variables":{"x":NaN}}'),
  }),
  ...rows('+', 400, 'BAD_USER_INPUT', {
    'NUL in a variable': document('query ($a: String) { students(first: 1, after: $a) { nodes { id } } }', {
      a: 'x\0',
    }),
    'half a character in a variable': document(
      'query ($a: String) { students(first: 1, after: $a) { nodes { id } } }',
      { a: '\udfff' },
    ),
    'NUL in a literal': document('{ students(first: 1, after: "\\u0000") { nodes { id } } }'),
  }),
  ...rows(
    '+',
    400,
    'OPERATION_RESOLUTION_FAILURE',
    {
      'a name with a line feed': body({
        query: '{__typename}',
        operationName: 'A\n{"level":60,"msg":"forged"}',
      }),
      'a name of 100 KB': body({ query: '{__typename}', operationName: 'A'.repeat(100_000) }),
    },
    (_, { log }) => expect(log().join('\n')).not.toContain('forged'),
  ),
  ...rows('+', 400, 'QUERY_TOO_COMPLEX', {
    '900 KB of white space in a document': document(`{ __typename ${' '.repeat(900_000)} }`),
    '30,000 comments': document(`{ __typename ${'#\n'.repeat(30_000)} }`),
    '40 KB in a string': document(`{ clearance(studentId: "${'x'.repeat(40_000)}") { id } }`),
  }),
];

const innocent: readonly Row[] = (
  [
    ['a byte order mark', body('\ufeff{"query":"{__typename}"}')],
    ['900 KB of white space around JSON', body(`{"query":"{__typename}"${' '.repeat(900_000)}}`)],
    [
      'headers of proxies that it does not know',
      body(
        { query: '{__typename}' },
        {
          headers: {
            'x-forwarded-host': 'evil.example',
            'x-original-url': '/evil',
            'x-rewrite-url': '/evil',
            forwarded: 'host=evil.example',
          },
        },
      ),
    ],
    [
      'a request id with a line feed’s code',
      body({ query: '{__typename}' }, { headers: { 'x-request-id': 'evil%0d%0aset-cookie: a=b' } }),
    ],
    [
      'a traceparent that is none',
      body({ query: '{__typename}' }, { headers: { traceparent: '00-evil-evil-zz', tracestate: 'evil' } }),
    ],
    [
      'an Idempotency-Key on a query',
      body({ query: '{__typename}' }, { headers: { 'idempotency-key': 'evil' } }),
    ],
  ] as [string, Row['send']][]
).map(([what, send]) => ({
  row: '+',
  what,
  send,
  status: 200,
  code: null,
  executes: 'something',
  also: (seen) => {
    expect(seen.data).toEqual({ __typename: 'Query' });
    none(seen);
  },
}));

/** What the specification's table leaves out. */
export const beyondRows: readonly Row[] = [...smuggling, ...addresses, ...json, ...innocent];
