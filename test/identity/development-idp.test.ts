import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goldenClass } from '../../data/golden.ts';
import { readPeople, sampleStaff, sampleStudents } from '../../data/people.ts';
import { parseRole } from '../../gateway/identity/roles.ts';
import { startDevelopmentIdp } from '../../start/idp/development-idp.ts';
import { DEVELOPMENT_CLIENT } from '../../start/idp/provider.ts';
import { type Browser, createBrowser, form } from './kit/browser.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'development-idp-'));
const callback = 'http://127.0.0.1:4999/login/callback';
const options = {
  host: '127.0.0.1',
  port: 0,
  dataDir,
  people: { staff: sampleStaff(), students: sampleStudents() },
  redirectUris: [callback],
  production: false,
  now: () => new Date(),
} as const;
let idp: Awaited<ReturnType<typeof startDevelopmentIdp>>;

beforeAll(async () => {
  idp = await startDevelopmentIdp(options);
});
afterAll(async () => {
  await idp.close();
  rmSync(dataDir, { recursive: true });
});

const asking = (more: Record<string, string> = {}) => {
  const challenge = { code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' };
  const asked = {
    client_id: DEVELOPMENT_CLIENT,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid',
  };
  return `${idp.issuer}/auth?${new URLSearchParams({ ...asked, ...challenge, state: 's', ...more })}`;
};
const picking = async (browser: Browser) => browser.open(asking());

it('listens without being made: starting makes no keys', () => {
  expect(readdirSync(dataDir)).toEqual([]);
});

it('keeps its keys in the data directory, for its owner only', async () => {
  await picking(createBrowser());
  expect(statSync(join(dataDir, 'keys/idp.json')).mode & 0o777).toBe(0o600);
});

it('shows everybody of the sample, loads nothing, runs no script', async () => {
  const { text, headers, status } = await picking(createBrowser());
  expect(status).toBe(200);
  for (const { sub, name } of readPeople()) {
    expect(text).toContain(`value="${sub}"`);
    expect(text).toContain(name.zh);
  }
  expect(text).not.toMatch(/<script|src=|@import|https?:\/\//);
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'self' http:\/\/127\.0\.0\.1:4999; frame-ancestors 'none'$/,
  );
});

it('gives a code for the one who was picked, and needs no consent', async () => {
  const browser = createBrowser();
  const { url } = await picking(browser);
  let { headers } = await browser.send(url, form({ sub: 'SAMPLE-DESK-1' }));
  expect(headers.get('location')).toContain(`${idp.issuer}/auth/`);
  ({ headers } = await browser.send(headers.get('location') ?? ''));
  const back = new URL(headers.get('location') ?? '');
  expect(`${back.origin}${back.pathname}`).toBe(callback);
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ state: 's', iss: idp.issuer });
});

describe('refuses', () => {
  it.each<[string, Record<string, string>]>([
    ['another redirect URI', { redirect_uri: 'http://127.0.0.1:4999/other' }],
    ['another host', { redirect_uri: 'https://evil.example/login/callback' }],
    ['another client', { client_id: 'other' }],
  ])('%s, without going there', async (_, change) => {
    const { status, text, headers } = await createBrowser().open(asking(change));
    expect(status).toBe(400);
    expect(text).toContain('登录无法继续');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
  it('a request without PKCE', async () => {
    const { headers } = await createBrowser().send(asking({ code_challenge: '', code_challenge_method: '' }));
    expect(headers.get('location')).toContain('error=invalid_request');
  });
  it('somebody who is not of the sample', async () => {
    const browser = createBrowser();
    const { url } = await picking(browser);
    for (const sub of ['NOBODY', '', '__proto__', 'x'.repeat(10_000)])
      expect((await browser.send(url, form({ sub }))).status).toBe(400);
  });
  it('a login that another browser began, or nobody', async () => {
    const { url } = await picking(createBrowser());
    expect((await createBrowser().open(url)).status).toBe(400);
    const browser = createBrowser();
    await picking(browser);
    expect((await browser.open(`${idp.issuer}/interaction/unknown`)).status).toBe(400);
  });
  it('production, with a sentence', async () => {
    await expect(startDevelopmentIdp({ ...options, production: true })).rejects.toThrow('生产环境');
  });
  it('an address that others could reach', async () => {
    const host = '0.0.0.0' as '127.0.0.1';
    await expect(startDevelopmentIdp({ ...options, host })).rejects.toThrow('loopback');
  });
});

describe('the sample people', () => {
  it('have every role there is, by names that parse', () => {
    const roles = new Set(sampleStaff().flatMap(({ roles }) => roles));
    for (const role of roles) expect(parseRole(role)).toBe(role);
    expect([...roles].toSorted()).toEqual([
      'analyst',
      'desk',
      'integrator',
      'registrar',
      'staff:apartment',
      'staff:archives',
      'staff:finance',
      'staff:library',
    ]);
    expect(new Set(readPeople().map(({ sub }) => sub)).size).toBe(readPeople().length);
  });
  it('are two registrars, since a clearance is reopened by two', () => {
    expect(sampleStaff().filter(({ roles }) => roles.includes('registrar'))).toHaveLength(2);
  });
  it('are the golden students, named as the registry names them', () => {
    const named = goldenClass().registry.map(({ studentId, name }) => [studentId, name]);
    expect(sampleStudents().map(({ sub, name }) => [sub, name.zh])).toEqual(named);
  });
});
