import { describe, expect, it } from 'vitest';
import { readConfig } from '../../gateway/config.ts';

const read = (env: Record<string, string>, args: string[] = []) => readConfig(env, args, '/project');

describe('without environment and arguments', () => {
  it('is our graph in development on the loopback', () => {
    const result = read({});
    expect(result).toMatchObject({
      kind: 'config',
      config: {
        mode: 'development',
        host: '127.0.0.1',
        port: 4000,
        supergraphFile: '/project/schema/supergraph.graphql',
        profileFile: '/project/data/profiles/current.yml',
        graphiqlDir: '/project/web/dist/graphiql',
        waitFor: [],
      },
    });
  });
});

it('takes arguments over the environment', () => {
  expect(read({ PORT: '1' }, ['--port', '2', '--supergraph', '/s.graphql'])).toMatchObject({
    config: { port: 2, supergraphFile: '/s.graphql' },
  });
});

it('reads routing URLs and addresses to wait for', () => {
  const result = read({
    SUBGRAPH_LIBRARY_URL: 'http://127.0.0.1:1/graphql',
    WAIT_FOR: 'http://a/readyz, http://b/x',
  });
  expect(result).toMatchObject({ config: { waitFor: ['http://a/readyz', 'http://b/x'] } });
  if (result.kind !== 'config') throw new Error('expected a config');
  expect(result.config.departmentUrls).toEqual(new Map([['LIBRARY', 'http://127.0.0.1:1/graphql']]));
});

it('takes an empty variable as not set', () => {
  expect(read({ PORT: '', PROFILE: '' })).toMatchObject({ config: { port: 4000 } });
});

it('bounds what shares a call as it is told', () => {
  expect(read({})).toMatchObject({ config: { batches: { size: 200, gatherMs: 0 } } });
  expect(read({ BATCH_ENTITIES: '50', BATCH_WAIT_MS: '2' })).toMatchObject({
    config: { batches: { size: 50, gatherMs: 2 } },
  });
  const result = read({ BATCH_ENTITIES: '0', BATCH_WAIT_MS: '1000' });
  expect(result.kind === 'faulty' && result.faults).toHaveLength(2);
});

const production = { NODE_ENV: 'production', SERVICE_KEY_FILE: '/keys/service.json' };

it('makes no keys and signs nobody in by itself in production', () => {
  expect(read(production)).toMatchObject({
    config: {
      mode: 'production',
      serviceKeys: { kind: 'given', file: '/keys/service.json' },
      identity: { login: { kind: 'none' }, bearer: null },
    },
  });
});

it('does not start in production without the key that subgraphs know it by', () => {
  const result = read({ NODE_ENV: 'production' });
  expect(result.kind === 'faulty' && result.faults).toEqual([
    'SERVICE_KEY_FILE: is needed in production; npm run new-key -- service FILE makes one.',
  ]);
});

it('lists every fault at once, each quoting what it got', () => {
  const result = read(
    {
      PORT: '70000',
      PROFILE: '1999',
      ENGINE: 'steam',
      WAIT_FOR: 'nonsense',
      SUBGRAPH_LIBRARY_URL: 'ftp://x',
      NODE_ENV: 'production',
    },
    ['--open'],
  );
  if (result.kind !== 'faulty') throw new Error('expected faults');
  const all = result.faults.join('\n');
  for (const part of [
    /^PORT: /m,
    /^PROFILE: .*current/m,
    /"steam" is not an engine/,
    /"nonsense" is no http/,
    /"ftp:\/\/x"/,
    /--open is for development/,
  ])
    expect(all).toMatch(part);
  expect(result.faults).toHaveLength(6);
});

it('names the flags when it does not know one', () => {
  const result = read({}, ['--suprgraph', 'x']);
  expect(result.kind === 'faulty' && result.faults[0]).toMatch(/--suprgraph.*--supergraph FILE/s);
});

describe('DOCUMENTS', () => {
  it.each<[Record<string, string>, string[], string, string | null]>([
    [{}, [], 'any', '/project/schema/documents'],
    [production, [], 'trusted', '/project/schema/documents'],
    [{ ...production, DOCUMENTS: 'any' }, [], 'any', '/project/schema/documents'],
    [{ DOCUMENTS: 'trusted' }, [], 'trusted', '/project/schema/documents'],
    [{}, ['--open'], 'any', null],
  ])('of %j %j is as documented', (env, args, documents, manifestDir) => {
    expect(read(env, args)).toMatchObject({ config: { documents, manifestDir } });
  });

  it('is refused where it cannot hold', () => {
    expect(read({ DOCUMENTS: 'some' })).toMatchObject({
      kind: 'faulty',
      faults: [expect.stringMatching(/^DOCUMENTS: /)],
    });
    expect(read({ DOCUMENTS: 'trusted' }, ['--open'])).toMatchObject({
      kind: 'faulty',
      faults: ['DOCUMENTS=trusted needs a manifest, and --open has none.'],
    });
  });
});

describe('CORS_ORIGINS', () => {
  it('is a list of exact origins', () => {
    expect(read({ CORS_ORIGINS: 'https://a.example, http://localhost:5173' })).toMatchObject({
      config: { corsOrigins: ['https://a.example', 'http://localhost:5173'] },
    });
  });

  it.each([
    '*',
    'https://a.example/',
    'https://a.example/x',
    'a.example',
    'https://*.a.example',
    'null',
    'HTTPS://A.example',
  ])('refuses "%s"', (origin) => {
    const result = read({ CORS_ORIGINS: `https://b.example,${origin}` });
    expect(result.kind === 'faulty' && result.faults).toEqual([
      expect.stringContaining(`"${origin}" is no origin`),
    ]);
  });
});
