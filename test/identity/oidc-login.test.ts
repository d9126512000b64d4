import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../kit/free-port.ts';
import { createBrowser, form } from './kit/browser.ts';
import { logIn, me, oidcLogin, serveIdentity, startIdp, testRoles } from './kit/served-identity.ts';

const roles = testRoles();
let idp: Awaited<ReturnType<typeof startIdp>>;
let gateway: Awaited<ReturnType<typeof serveIdentity>>;

beforeAll(async () => {
  const port = await freePort();
  idp = await startIdp([`http://127.0.0.1:${port}`], ['STRANGER-1', 'stranger 2']);
  gateway = await serveIdentity({ port, login: () => oidcLogin(idp.issuer), rolesOf: roles.rolesOf });
});
afterAll(async () => {
  await gateway.close();
  await idp.close();
});

it('leads through the identity provider and back to where one wanted to go, with a session', async () => {
  const browser = createBrowser();
  const picking = await browser.open(`${gateway.url}/login?return=/me`);
  expect(picking.text).toContain('选择登录人员');
  const back = await browser.open(picking.url, form({ sub: 'TS2020F10' }));
  expect(back.way.at(-1)).toBe(`${gateway.url}/me`);
  expect(JSON.parse(back.text)).toEqual({ kind: 'person', sub: 'TS2020F10', role: 'student' });
});

it('gives visitors no session before they go to log in', async () => {
  const browser = createBrowser();
  await browser.send(`${gateway.url}/`);
  await browser.send(`${gateway.url}/me`);
  const read = await (await browser.send(`${gateway.url}/session`)).json();
  expect(read).toMatchObject({ kind: 'anonymous', login: '/login', help: { phone: '83592123' } });
  expect(browser.jar.size).toBe(0);
});

it('gives a cookie that scripts cannot read and other sites do not send', async () => {
  const response = await fetch(`${gateway.url}/login`, { redirect: 'manual' });
  const [cookie = ''] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^session=[A-Za-z0-9_%-]{43}\.[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
});

it('behind https takes cookies from this host by https only, also where a proxy ends the encryption', async () => {
  const served = await serveIdentity({
    publicUrl: 'https://clearance.example',
    login: () => oidcLogin(idp.issuer),
    rolesOf: roles.rolesOf,
  });
  const begun = await createBrowser().send(`${served.url}/login?here=1`);
  const asked = new URL(begun.headers.get('location') ?? '');
  expect(asked.searchParams.get('redirect_uri')).toBe('https://clearance.example/login/callback');
  const [cookie = ''] = begun.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  await served.close();
});

it('asks the provider for a code with PKCE S256, state and nonce, and for nothing but this callback', async () => {
  const { headers } = await createBrowser().send(`${gateway.url}/login`);
  const asked = new URL(headers.get('location') ?? '').searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: 'code',
    redirect_uri: `${gateway.url}/login/callback`,
    code_challenge_method: 'S256',
    scope: 'openid',
  });
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toHaveLength(43);
});

it('changes the id of the session at login, and the old one is worth nothing', async () => {
  const browser = createBrowser();
  const picking = await browser.open(`${gateway.url}/login`);
  const planted = browser.jar.get('session') ?? '';
  await browser.open(picking.url, form({ sub: 'TS2020S2' }));
  expect(browser.jar.get('session')).not.toBe(planted);
  expect((await me(browser, gateway.url)).body).toMatchObject({ sub: 'TS2020S2' });
  browser.jar.set('session', planted);
  expect((await me(browser, gateway.url)).body).toEqual({ kind: 'anonymous' });
});

it('goes straight on where somebody is logged in already', async () => {
  const browser = createBrowser();
  await logIn(browser, gateway.url, 'TS2020S3');
  const { way } = await browser.open(`${gateway.url}/login?return=/me`);
  expect(way).toEqual([`${gateway.url}/login?return=/me`, `${gateway.url}/me`]);
  const late = await browser.open(`${gateway.url}/login/callback?code=x&state=y`);
  expect(late.url).toBe(`${gateway.url}/`);
});

it('starts at the address that the cookie belongs to, once', async () => {
  const other = gateway.url.replace('127.0.0.1', 'localhost');
  const { headers } = await createBrowser().send(`${other}/login?return=/me`);
  expect(headers.get('location')).toBe(`${gateway.url}/login?return=%2Fme&here=1`);
  const again = await createBrowser().send(`${other}/login?return=/me&here=1`);
  expect(again.headers.get('location')).toContain(idp.issuer);
});

it('names whom to call to somebody with no role here, and makes no session', async () => {
  const browser = createBrowser();
  const page = await logIn(browser, gateway.url, 'STRANGER-1');
  expect(page.status).toBe(403);
  expect(page.text).toContain('不在办理名单');
  expect(page.text).toContain('0516-83590335');
  expect(browser.jar.has('session')).toBe(false);
});

it('names whom to call to somebody who lost the last role, instead of going in circles', async () => {
  const browser = createBrowser();
  await logIn(browser, gateway.url, 'SAMPLE-DESK-1');
  roles.granted.set('SAMPLE-DESK-1', []);
  expect((await me(browser, gateway.url)).status).toBe(401);
  const page = await browser.open(`${gateway.url}/login?return=/me`);
  expect([page.status, page.text.includes('0516-83590335')]).toEqual([403, true]);
  expect((await me(browser, gateway.url)).body).toEqual({ kind: 'anonymous' });
});

it('lets people in while their roles cannot be asked for, and answers 503 until they can', async () => {
  const browser = createBrowser();
  roles.state.away = true;
  await logIn(browser, gateway.url, 'TS2020S4');
  expect((await me(browser, gateway.url)).status).toBe(503);
  roles.state.away = false;
  expect((await me(browser, gateway.url)).body).toMatchObject({ sub: 'TS2020S4' });
});

it('refuses a subject that cannot be one', async () => {
  const page = await logIn(createBrowser(), gateway.url, 'stranger 2');
  expect(page.status).toBe(400);
});

describe('logging out', () => {
  it('leads to the identity provider, which ends its session too, and back', async () => {
    const browser = createBrowser();
    await logIn(browser, gateway.url, 'TS2020S5');
    const { csrfToken } = (await (await browser.send(`${gateway.url}/session`)).json()) as {
      csrfToken: string;
    };
    const leaving = await browser.open(`${gateway.url}/logout`, form({ _csrf: csrfToken }, gateway.url));
    expect(leaving.url).toContain(`${idp.issuer}/session/end`);
    expect(leaving.text).toContain('退出');
    const action = /action="([^"]+)"/.exec(leaving.text)?.[1] ?? '';
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(leaving.text)?.[1] ?? '';
    const left = await browser.open(action, form({ xsrf, logout: 'yes' }));
    expect(left.url).toBe(`${gateway.url}/`);
    expect((await me(browser, gateway.url)).body).toEqual({ kind: 'anonymous' });
    const again = await browser.open(`${gateway.url}/login`);
    expect(again.text).toContain('选择登录人员');
  });
});
