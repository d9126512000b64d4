import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { returnPath } from '../../gateway/identity/csrf/return-path.ts';
import { freePort } from '../kit/free-port.ts';
import { type Browser, createBrowser, form } from './kit/browser.ts';
import { me, newcomer, oidcLogin, serveIdentity, startIdp, testRoles } from './kit/served-identity.ts';

const { rolesOf } = testRoles();
const LISTED = 'https://pages.example';
let idp: Awaited<ReturnType<typeof startIdp>>;
let gateway: Awaited<ReturnType<typeof serveIdentity>>;
let browser: Browser;

beforeAll(async () => {
  const port = await freePort();
  idp = await startIdp([`http://127.0.0.1:${port}`]);
  gateway = await serveIdentity({
    port,
    login: () => oidcLogin(idp.issuer),
    rolesOf,
    corsOrigins: [LISTED],
  });
  browser = await newcomer(gateway.url, 'TS2020S1');
});
afterAll(async () => {
  await gateway.close();
  await idp.close();
});
beforeEach(() => {
  gateway.changes.length = 0;
});

const json = { 'content-type': 'application/json' };
const changeBy = (headers: Record<string, string>, path = '/change', body = '{}') =>
  browser.send(`${gateway.url}${path}`, { method: 'POST', headers: { ...json, ...headers }, body });

describe('in the name of a session nothing changes by a request', () => {
  it.each<[string, Record<string, string>]>([
    ['of another site', { 'sec-fetch-site': 'cross-site' }],
    ['of a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['of a value that browsers do not send', { 'sec-fetch-site': 'SAME-ORIGIN' }],
    ['of another origin', { origin: 'https://evil.example' }],
    ['of no origin (a sandboxed frame)', { origin: 'null' }],
    ['of another port', { origin: 'http://127.0.0.1:1' }],
    ['of another scheme', { origin: 'https://127.0.0.1' }],
    ['of an origin that only begins like ours', { origin: 'http://127.0.0.1.evil.example' }],
    [
      'of another site that claims our origin',
      { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1' },
    ],
  ])('%s', async (_, headers) => {
    const answer = await changeBy(headers);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(gateway.changes).toEqual([]);
  });
});

describe('it changes by a request', () => {
  it.each<[string, () => Record<string, string>]>([
    ['of our own pages', () => ({ 'sec-fetch-site': 'same-origin', origin: gateway.url })],
    ['typed by the person', () => ({ 'sec-fetch-site': 'none' })],
    ['of our own pages in a browser that says the origin only', () => ({ origin: gateway.url })],
    ['of a listed site', () => ({ 'sec-fetch-site': 'cross-site', origin: LISTED })],
    ['of no browser', () => ({})],
  ])('%s', async (_, headers) => {
    expect((await changeBy(headers())).status).toBe(200);
    expect(gateway.changes).toEqual(['known']);
  });
  it('with a token in Authorization, from wherever', async () => {
    await changeBy({ origin: 'https://evil.example', authorization: 'Bearer x' });
    expect(gateway.changes).toEqual(['refused']);
  });
});

describe('a form', () => {
  const send = (fields: Record<string, string>, path = '/logout') =>
    browser.send(`${gateway.url}${path}`, form(fields, gateway.url));
  const isIn = async () => (await me(browser, gateway.url)).body.kind === 'person';

  it.each([
    ['without a token', {}],
    ['with an empty token', { _csrf: '' }],
    ['with a made-up token', { _csrf: 'abcdefgh-abcdefghijklmnopqrstuvwxyz' }],
  ])('%s changes nothing', async (_, fields) => {
    for (const path of ['/logout', '/logout/everywhere', '/session/role']) {
      const answer = await send(fields as Record<string, string>, path);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
    expect(await isIn()).toBe(true);
  });
  it('with the token of another session changes nothing', async () => {
    const other = await newcomer(gateway.url, 'TS2020S2');
    const { csrfToken } = (await (await other.send(`${gateway.url}/session`)).json()) as {
      csrfToken: string;
    };
    expect((await send({ _csrf: csrfToken })).status).toBe(403);
    expect(await isIn()).toBe(true);
  });
  it('of another kind (multipart, text) is not read', async () => {
    const body = new FormData();
    body.set('_csrf', 'x');
    expect((await browser.send(`${gateway.url}/logout`, { method: 'POST', body })).status).toBe(415);
    expect(await isIn()).toBe(true);
  });
  it('is not read outside login and session', async () => {
    expect((await send({ a: 'b' }, '/change')).status).toBe(415);
  });
  it('of 20 KB is refused', async () => {
    expect((await send({ _csrf: 'x'.repeat(20_000) })).status).toBe(413);
  });
  it('that logs out who is out already leads home', async () => {
    const answer = await createBrowser().send(`${gateway.url}/logout`, form({}));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  });
});

describe('login leads back to a path of this site', () => {
  it.each([
    ['/me', '/me'],
    ['/a/b?c=d&e=f#g', '/a/b?c=d&e=f#g'],
    ['/离校', '/%E7%A6%BB%E6%A0%A1'],
    ['/a?next=https://evil.example', '/a?next=https://evil.example'],
    ['/%2F%2Fevil.example', '/%2F%2Fevil.example'],
  ])('%s', (asked, path) => {
    expect(returnPath(asked)).toBe(path);
  });
  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n//evil.example',
    '\t//evil.example',
    ' //evil.example',
    'https://evil.example',
    'http:evil.example',
    'javascript:alert(1)',
    'evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/a/../..//evil.example',
    '/%2e//evil.example',
    '/login?return=/login',
    '/login/callback?code=x',
    '/logout',
    '',
    '@evil.example',
    '/\u0000',
    '/\u00a0',
    `/${'a'.repeat(3000)}`,
    undefined,
    ['/a', '/b'],
    { a: '/b' },
  ])('and not to %s', (asked) => {
    expect(returnPath(asked)).toBe('/');
  });
  it('as the browser is told', async () => {
    const visitor = createBrowser();
    const picking = await visitor.open(`${gateway.url}/login?return=//evil.example`);
    const back = await visitor.open(picking.url, form({ sub: 'TS2020S3' }));
    expect(back.url).toBe(`${gateway.url}/`);
    const again = await visitor.send(`${gateway.url}/login?return=/%5Cevil.example`);
    expect(again.headers.get('location')).toBe('/');
  });
});
