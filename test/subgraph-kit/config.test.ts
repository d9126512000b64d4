import { expect, test } from 'vitest';
import { readSubgraphConfig } from '../../subgraphs/kit/config.ts';

test('a subgraph without any variable keeps its rows under .data and takes a free loopback port', () => {
  expect(readSubgraphConfig('library', {})).toEqual({
    kind: 'config',
    host: '127.0.0.1',
    port: 0,
    database: { kind: 'embedded', directory: '.data/pglite' },
    dataDir: '.data',
    profile: 'current',
    labels: 'guide-text',
    serviceKeys: { kind: 'made', file: '.data/keys/service.json' },
    redis: null,
    production: false,
  });
});

test("a department's own database wins over the one of all", () => {
  const env = { DATABASE_URL: 'postgres://a/all', LIBRARY_DATABASE_URL: 'postgres://b/own' };
  expect(readSubgraphConfig('library', env)).toMatchObject({
    database: { kind: 'postgres', url: 'postgres://b/own' },
  });
  expect(readSubgraphConfig('finance', env)).toMatchObject({
    database: { kind: 'postgres', url: 'postgres://a/all' },
  });
});

test('production makes no key of its own: without SERVICE_KEY_FILE nothing starts', () => {
  expect(readSubgraphConfig('library', { NODE_ENV: 'production', SERVICE_KEY_FILE: '' })).toEqual({
    kind: 'faults',
    faults: [expect.stringMatching(/^SERVICE_KEY_FILE: must name a file/)],
  });
  const given = { NODE_ENV: 'production', SERVICE_KEY_FILE: '/run/secrets/service.json' };
  expect(readSubgraphConfig('library', given)).toMatchObject({
    serviceKeys: { kind: 'given', file: '/run/secrets/service.json' },
  });
});

test('events are published to the Redis of REDIS_URL, and to none where it is empty', () => {
  const redis = (url: string) => readSubgraphConfig('library', { REDIS_URL: url });
  expect(redis('redis://cache:6379')).toMatchObject({ redis: { kind: 'single', url: 'redis://cache:6379' } });
  expect(redis('')).toMatchObject({ redis: null });
  expect(redis('http://u:secret@cache')).toEqual({
    kind: 'faults',
    faults: ['REDIS_URL: must be a redis://, redis-cluster:// or redis-sentinel:// address'],
  });
});

test('every fault is listed with the variable, and no password is repeated', () => {
  const env = { PORT: '99999', PROFILE: 'next', LIBRARY_DATABASE_URL: 'mysql://root:secret@db/x' };
  const read = readSubgraphConfig('library', env);
  expect(read.kind).toBe('faults');
  if (read.kind !== 'faults') return;
  expect(read.faults).toHaveLength(3);
  const text = read.faults.join('\n');
  for (const word of ['PORT', '"99999"', 'PROFILE', '"next"', 'LIBRARY_DATABASE_URL'])
    expect(text).toContain(word);
  expect(text).not.toContain('secret');
});
