import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readIdentityConfig } from '../../gateway/identity/identity-config.ts';
import { openSessionSecret } from '../../gateway/identity/session-secret.ts';

const directory = mkdtempSync(join(tmpdir(), 'identity-config-'));
afterAll(() => rmSync(directory, { recursive: true }));

const SECRET = 'secret-'.repeat(5);
const oidc = {
  LOGIN: 'oidc',
  OIDC_ISSUER: 'https://idp.example',
  OIDC_CLIENT_ID: 'gateway',
  OIDC_CLIENT_SECRET: 'client-secret',
  PUBLIC_URL: 'https://clearance.example',
  SESSION_SECRET: SECRET,
};
const read = (env: Record<string, string>, production = false) =>
  readIdentityConfig(env, { production, dataDir: directory, address: 'http://127.0.0.1:4000' });
const faults = (env: Record<string, string>, production = false) => {
  const result = read(env, production);
  return result.kind === 'faulty' ? result.faults.join('\n') : 'none';
};

it('needs nothing at all: nobody logs in then', () => {
  for (const production of [false, true])
    expect(read({}, production)).toMatchObject({ kind: 'config', config: { login: { kind: 'none' } } });
});

it('reads login by OIDC and by CAS, in production too', () => {
  expect(read(oidc, true)).toEqual({
    kind: 'config',
    config: {
      login: {
        kind: 'oidc',
        oidc: {
          issuer: 'https://idp.example',
          clientId: 'gateway',
          clientSecret: 'client-secret',
          subjectAttribute: 'sub',
          scope: 'openid',
        },
      },
      bearer: null,
      publicUrl: 'https://clearance.example',
      secret: { kind: 'text', text: SECRET },
      lives: { idleMs: 1_800_000, absoluteMs: 28_800_000, loginMs: 600_000 },
    },
  });
  const cas = { ...oidc, LOGIN: 'cas', CAS_URL: 'https://cas.example/cas', CAS_SUBJECT_ATTRIBUTE: 'number' };
  expect(read(cas, true)).toMatchObject({
    config: { login: { kind: 'cas', cas: { url: 'https://cas.example/cas', subjectAttribute: 'number' } } },
  });
});

it('takes the lives of sessions and the secret of a file', () => {
  const file = join(directory, 'client');
  writeFileSync(file, 'from a file\n');
  const { OIDC_CLIENT_SECRET: _, ...rest } = oidc;
  expect(
    read({ ...rest, OIDC_CLIENT_SECRET_FILE: file, SESSION_IDLE_MINUTES: '10', SESSION_HOURS: '2' }),
  ).toMatchObject({
    config: {
      login: { oidc: { clientSecret: 'from a file' } },
      lives: { idleMs: 600_000, absoluteMs: 7_200_000 },
    },
  });
});

it('in development is at home where it listens, and makes its own secret', () => {
  expect(read({})).toMatchObject({
    config: {
      publicUrl: 'http://127.0.0.1:4000',
      secret: { kind: 'made', file: join(directory, 'keys/session.json') },
    },
  });
});

it.each([
  ['http://0.0.0.0:4000', 'http://127.0.0.1:4000'],
  ['http://:::4000', 'http://127.0.0.1:4000'],
  ['http://192.0.2.7:4000', 'http://192.0.2.7:4000'],
])('where it listens on %s, browsers go to %s', (address, publicUrl) => {
  const result = readIdentityConfig({}, { production: false, dataDir: directory, address });
  expect(result).toMatchObject({ config: { publicUrl } });
});

describe('is refused with a sentence', () => {
  it.each<[string, Record<string, string>, string]>([
    ['an unknown login', { LOGIN: 'ldap' }, 'LOGIN: "ldap" is not oidc, cas or none'],
    ['OIDC without its parts', { LOGIN: 'oidc' }, 'OIDC_ISSUER: must be'],
    ['an issuer that is no address', { ...oidc, OIDC_ISSUER: 'idp' }, 'OIDC_ISSUER: must be'],
    ['a scope without openid', { ...oidc, OIDC_SCOPE: 'profile' }, 'OIDC_SCOPE: must contain openid'],
    ['a client secret twice', { ...oidc, OIDC_CLIENT_SECRET_FILE: '/x' }, 'not both'],
    ['CAS without its address', { LOGIN: 'cas' }, 'CAS_URL: is needed'],
    ['a public address with a path', { PUBLIC_URL: 'https://a.example/b' }, 'PUBLIC_URL: must be'],
    ['a public address that is none', { PUBLIC_URL: 'ftp://a.example' }, 'PUBLIC_URL: must be'],
    ['a short secret', { SESSION_SECRET: 'short' }, 'SESSION_SECRET: needs at least 32'],
    ['a session secret twice', { SESSION_SECRET: SECRET, SESSION_SECRET_FILE: '/x' }, 'not both'],
    ['an idle time that is none', { SESSION_IDLE_MINUTES: '0' }, 'SESSION_IDLE_MINUTES'],
    ['a life of a year', { SESSION_HOURS: '9000' }, 'SESSION_HOURS: must be at most a week'],
  ])('%s', (_, env, sentence) => {
    expect(faults(env)).toContain(sentence);
  });
  it.each<[string, Record<string, string>, string]>([
    [
      'a plain address',
      { ...oidc, PUBLIC_URL: 'http://clearance.example' },
      'PUBLIC_URL: must be set, and https',
    ],
    [
      'a plain issuer, such as the development one',
      { ...oidc, OIDC_ISSUER: 'http://127.0.0.1:5' },
      'OIDC_ISSUER: must be https',
    ],
    ['no session secret', { ...oidc, SESSION_SECRET: '' }, 'SESSION_SECRET: it or SESSION_SECRET_FILE'],
    ['a plain CAS', { ...oidc, LOGIN: 'cas', CAS_URL: 'http://cas.example' }, 'CAS_URL must be https'],
  ])('%s in production', (_, env, sentence) => {
    expect(faults(env, true)).toContain(sentence);
    expect(faults(env, false)).toBe('none');
  });
  it('all at once, and without its secrets', () => {
    const text = faults(
      { LOGIN: 'oidc', SESSION_SECRET: 'top-secret', SESSION_HOURS: 'x', OIDC_CLIENT_SECRET: 'hush' },
      true,
    );
    for (const name of ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'PUBLIC_URL', 'SESSION_SECRET', 'SESSION_HOURS'])
      expect(text).toContain(name);
    expect(text).not.toMatch(/top-secret|hush/);
  });
});

describe('the session secret', () => {
  const newId = () => `id-${performance.now()}`;
  it('is made once, for its owner only', async () => {
    const file = join(directory, 'keys/session.json');
    const [one, other] = await Promise.all(
      [1, 2].map(() => openSessionSecret({ kind: 'made', file }, newId)),
    );
    expect(one).toBe(other);
    expect(one).toHaveLength(43);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
  it('of a file is refused where it is short or absent, without being told', async () => {
    const file = join(directory, 'short');
    writeFileSync(file, 'hush');
    const error = await openSessionSecret({ kind: 'given', file }, newId).catch((one: Error) => one.message);
    expect(error).toContain('fewer than 32');
    expect(error).not.toContain('hush');
    await expect(openSessionSecret({ kind: 'given', file: `${file}-not` }, newId)).rejects.toThrow(
      'cannot be read',
    );
  });
});
