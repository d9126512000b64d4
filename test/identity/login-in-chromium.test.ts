import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumArguments, ensureChromium } from '../kit/chromium.ts';
import { freePort } from '../kit/free-port.ts';
import { oidcLogin, serveIdentity, startIdp, testRoles } from './kit/served-identity.ts';

const PHONE = { width: 360, height: 740 };
let idp: Awaited<ReturnType<typeof startIdp>>;
let gateway: Awaited<ReturnType<typeof serveIdentity>>;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const hosts = new Set<string>();

// Chromium may have to be installed first.
beforeAll(async () => {
  const executablePath = await ensureChromium();
  const port = await freePort();
  idp = await startIdp([`http://127.0.0.1:${port}`]);
  gateway = await serveIdentity({
    port,
    login: () => oidcLogin(idp.issuer),
    rolesOf: testRoles().rolesOf,
    formTargets: [idp.issuer],
  });
  browser = await chromium.launch({ executablePath, args: [...chromiumArguments] });
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: true });
  page = await context.newPage();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await gateway?.close();
  await idp?.close();
});

it('one picks a person on a page that fits a phone, and is back with a session', async () => {
  await page.goto(`${gateway.url}/login?return=/me`);
  expect(await page.title()).toBe('选择登录人员 · Log in as');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
  const button = page.getByRole('button', { name: '样例学生F10' });
  expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await button.click();
  await page.waitForURL(`${gateway.url}/me`);
  expect(JSON.parse(await page.innerText('body'))).toMatchObject({ sub: 'TS2020F10', role: 'student' });
});

it('no script reads the cookie, and the cookie is for this site only', async () => {
  expect(await page.evaluate('document.cookie')).toBe('');
  const [cookie] = (await page.context().cookies(gateway.url)).filter(({ name }) => name === 'session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', expires: -1 });
});

it('a form of our own logs out, at the identity provider too, and leads back', async () => {
  const session = await page.context().request.get(`${gateway.url}/session`);
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  await page.goto(`${gateway.url}/leave?token=${csrfToken}`);
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByRole('button', { name: '退出，换人登录' }).click();
  await page.waitForURL(`${gateway.url}/`);
  await page.goto(`${gateway.url}/me`);
  expect(JSON.parse(await page.innerText('body'))).toEqual({ kind: 'anonymous' });
});

it('works without scripts', async () => {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${gateway.url}/login?return=/me`);
  await plain.getByRole('button', { name: 'Sample diploma desk' }).click();
  await plain.waitForURL(`${gateway.url}/me`);
  expect(JSON.parse(await plain.innerText('body'))).toMatchObject({ role: 'desk' });
  await context.close();
});

it('a page of another site logs nobody out and changes nothing', async () => {
  const evil = await serveEvil();
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(`${gateway.url}/login?return=/me`);
  await tab.getByRole('button', { name: '样例学生F4' }).click();
  await tab.waitForURL(`${gateway.url}/me`);
  for (const path of ['/logout', '/logout/everywhere', '/change']) {
    await tab.goto(`${evil.url}?${encodeURIComponent(gateway.url + path)}`);
    await tab.getByRole('button').click();
    await tab.waitForURL(`${gateway.url}/**`);
  }
  // A request without the cookie is nobody's, so nothing was changed in anybody's name.
  expect(gateway.changes).toEqual([]);
  await tab.goto(`${gateway.url}/me`);
  expect(JSON.parse(await tab.innerText('body'))).toMatchObject({ sub: 'TS2020F4' });
  await context.close();
  await evil.close();
});

it('nothing came from elsewhere, and nothing was refused by the policy of a page', () => {
  expect([...hosts].toSorted()).toEqual([new URL(idp.issuer).host, new URL(gateway.url).host].toSorted());
  expect(complaints.filter((text) => /Content Security Policy|Refused/.test(text))).toEqual([]);
});

/** A page at another site than 127.0.0.1, which the browser takes localhost for, with a form that leads where its query says. */
async function serveEvil() {
  const server = createServer(({ url = '' }, response) => {
    const action = decodeURIComponent(url.slice(url.indexOf('?') + 1));
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<form method="post" action="${action}"><button>win</button></form>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
