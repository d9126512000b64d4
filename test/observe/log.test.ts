import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { createLog } from '../../gateway/observe/log.ts';
import { logNets } from '../../subgraphs/kit/observe/request-log.ts';

const headers = {
  authorization: 'Bearer secret',
  cookie: 'session=secret',
  'idempotency-key': 'secret-key-01',
};
const mistake = new Error('Key (student_id)=(secret) already exists.');

test('should the gateway ever log headers or an error, secrets and its text are left out', () => {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  log.info({ headers, req: { headers }, ...headers }, 'a mistake');
  log.error({ err: mistake }, 'a mistake');
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain('secret');
  expect(lines[1]).toContain('"fault":"Error"');
});

test('should a subgraph ever log headers or an error, secrets and its text are left out', () => {
  const lines: string[] = [];
  const { log } = Fastify({
    logger: { level: 'debug', ...logNets, stream: { write: (line: string) => void lines.push(line) } },
  });
  log.info({ headers, req: { headers }, ...headers }, 'a mistake');
  log.error({ err: mistake }, 'a mistake');
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain('secret');
});
