import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../gateway/http/app.ts';
import { defaultConnectionLimits } from '../../gateway/http/connection-limits.ts';
import { createLog } from '../../gateway/observe/log.ts';
import { openRaw, parseAnswers, postText, sendRaw } from '../kit/raw-http.ts';

let app: FastifyInstance;
let url: string;
let handled = 0;
beforeAll(async () => {
  app = createApp({
    log: createLog('silent'),
    newId: () => 'made-by-the-test',
    maxBodyBytes: 1024,
    publicUrl: 'https://lixiao.example.edu.cn',
    connections: { ...defaultConnectionLimits, requestMs: 300, checkMs: 50 },
  });
  app.post('/graphql', async () => ({ handled: ++handled }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
afterAll(() => app.close());

const codeOf = (body: string) => JSON.parse(body).errors[0].extensions;

it('answers headers of more than 16 KB with 431 as JSON, and closes', async () => {
  const before = handled;
  const [answer, ...more] = await sendRaw(url, postText('{}', [`x-long: ${'x'.repeat(64 * 1024)}`]));
  expect(answer?.status).toBe(431);
  expect(codeOf(answer?.body ?? '')).toEqual({ code: 'HEADERS_TOO_LARGE', requestId: 'made-by-the-test' });
  expect(answer?.headers).toMatchObject({ connection: 'close', 'x-request-id': 'made-by-the-test' });
  expect({ more, handled }).toEqual({ more: [], handled: before });
});

it('takes headers of 15 KB', async () => {
  const [answer] = await sendRaw(url, postText('{}', [`x-long: ${'x'.repeat(15 * 1024)}`]));
  expect(answer?.status).toBe(200);
});

it.each([
  ['a body', postText('{', ['content-length: 100'])],
  ['a header', Buffer.from('POST /graphql HTTP/1.1\r\nhost: x\r\nx-slow: ')],
])('answers %s that does not come to an end with 408 as JSON', async (_, text) => {
  const before = handled;
  const connection = await openRaw(url);
  connection.send(text);
  const dribble = setInterval(() => connection.send(' '), 40);
  const [answer] = parseAnswers(await connection.everything());
  clearInterval(dribble);
  expect(answer?.status).toBe(408);
  expect(codeOf(answer?.body ?? '').code).toBe('REQUEST_TIMEOUT');
  expect(handled).toBe(before);
});

it('answers what is not HTTP with 400 as JSON', async () => {
  const [answer] = await sendRaw(url, '\x16\x03\x01 hello\r\n\r\n');
  expect({ status: answer?.status, code: codeOf(answer?.body ?? '').code }).toEqual({
    status: 400,
    code: 'BAD_REQUEST',
  });
});

it('gives answers of every kind the same headers', async () => {
  const answers = await Promise.all(
    [postText('{}'), postText('{}', [], '/nothing'), Buffer.from('NONSENSE\r\n\r\n')].map((text) =>
      sendRaw(url, text),
    ),
  );
  for (const [answer] of answers)
    expect(answer?.headers).toMatchObject({
      'content-security-policy':
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
});
