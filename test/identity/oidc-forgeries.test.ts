import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../kit/free-port.ts';
import { createBrowser, form } from './kit/browser.ts';
import { startForgingIdp } from './kit/forging-idp.ts';
import { logIn, me, oidcLogin, serveIdentity, startIdp, testRoles } from './kit/served-identity.ts';

const { rolesOf } = testRoles();
const lines: string[] = [];
let idp: Awaited<ReturnType<typeof startIdp>>;
let gateway: Awaited<ReturnType<typeof serveIdentity>>;

beforeAll(async () => {
  const port = await freePort();
  idp = await startIdp([`http://127.0.0.1:${port}`]);
  gateway = await serveIdentity({
    port,
    login: () => oidcLogin(idp.issuer),
    rolesOf,
    log: (line) => lines.push(line),
  });
});
afterAll(async () => {
  await gateway.close();
  await idp.close();
});

/** The callback's address as the provider would have the browser open it, not opened. */
async function begun(change: (asked: URL) => void = () => {}) {
  const browser = createBrowser();
  const { headers } = await browser.send(`${gateway.url}/login`);
  const asked = new URL(headers.get('location') ?? '');
  change(asked);
  const picking = await browser.open(asked.href);
  let next = picking.url;
  let response = await browser.send(next, form({ sub: 'TS2020S1' }));
  while (!next.startsWith(`${gateway.url}/`)) {
    next = new URL(response.headers.get('location') ?? '', next).href;
    if (!next.startsWith(`${gateway.url}/`)) response = await browser.send(next);
  }
  return { browser, callback: new URL(next) };
}

async function expectRefused(browser: ReturnType<typeof createBrowser>, url: string, reason: string) {
  lines.length = 0;
  const page = await browser.open(url);
  expect(page.status).toBe(400);
  expect(page.text).toContain('重新登录');
  expect(page.text).not.toMatch(/\bat \w|node_modules|Error:/);
  expect((await me(browser, gateway.url)).body).toEqual({ kind: 'anonymous' });
  expect(lines.join('')).toContain(`"reason":"${reason}"`);
  expect(lines.join('')).not.toContain('TS2020S1');
}

describe('a callback is refused', () => {
  it('with another state', async () => {
    const { browser, callback } = await begun();
    callback.searchParams.set('state', 'another');
    await expectRefused(browser, callback.href, 'OAUTH_INVALID_RESPONSE');
  });
  it('without a state', async () => {
    const { browser, callback } = await begun();
    callback.searchParams.delete('state');
    await expectRefused(browser, callback.href, 'OAUTH_INVALID_RESPONSE');
  });
  it('in a browser that began no login: somebody else’s login is not carried over', async () => {
    const { callback } = await begun();
    await expectRefused(createBrowser(), callback.href, 'not begun here');
  });
  it('from another issuer', async () => {
    const { browser, callback } = await begun();
    callback.searchParams.set('iss', 'https://idp.example');
    await expectRefused(browser, callback.href, 'OAUTH_INVALID_RESPONSE');
  });
  it('with the nonce of another login', async () => {
    const { browser, callback } = await begun((asked) => asked.searchParams.set('nonce', 'of another login'));
    await expectRefused(browser, callback.href, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED');
  });
  it('with a code that was asked for with another PKCE challenge', async () => {
    const { browser, callback } = await begun((asked) =>
      asked.searchParams.set('code_challenge', 'a'.repeat(43)),
    );
    await expectRefused(browser, callback.href, 'invalid_grant');
  });
  it('with a code that was used before', async () => {
    const first = await begun();
    await first.browser.open(first.callback.href);
    const second = await begun();
    second.callback.searchParams.set('code', first.callback.searchParams.get('code') ?? '');
    await expectRefused(second.browser, second.callback.href, 'invalid_grant');
  });
  it('when it is opened again after it failed', async () => {
    const { browser, callback } = await begun();
    const honest = callback.href;
    callback.searchParams.set('state', 'another');
    await browser.open(callback.href);
    await expectRefused(browser, honest, 'not begun here');
  });
  it('with an error of the provider, whose text is not repeated', async () => {
    const { browser, callback } = await begun();
    const state = callback.searchParams.get('state') ?? '';
    callback.search = new URLSearchParams({
      error: 'access_denied',
      error_description: 'TS2020S1 <b>',
      state,
    }).toString();
    callback.searchParams.set('iss', idp.issuer);
    await expectRefused(browser, callback.href, 'access_denied');
  });
  it('when nothing or everything is in it twice', async () => {
    const { browser, callback } = await begun();
    callback.searchParams.append('code', 'another');
    await expectRefused(browser, callback.href, 'OAUTH_INVALID_RESPONSE');
  });
});

describe('of a provider that lies', () => {
  let forging: Awaited<ReturnType<typeof startForgingIdp>>;
  let served: Awaited<ReturnType<typeof serveIdentity>>;
  beforeAll(async () => {
    forging = await startForgingIdp();
    served = await serveIdentity({ login: () => oidcLogin(forging.issuer), rolesOf });
  });
  afterAll(async () => {
    await served.close();
    await forging.close();
  });

  const swapped = (token: string) => {
    const [head, , signature] = token.split('.');
    const body = Buffer.from(token.split('.')[1] ?? '', 'base64url')
      .toString()
      .replace('TS2020S1', 'TS2020S2');
    return [head, Buffer.from(body).toString('base64url'), signature].join('.');
  };
  const unsigned = (token: string) =>
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`;

  it('an honest token is taken', async () => {
    const browser = createBrowser();
    await browser.open(`${served.url}/login`);
    expect((await me(browser, served.url)).body).toMatchObject({ sub: 'TS2020S1' });
  });
  it.each<[string, typeof forging.forgery]>([
    ['changed after it was signed', { tamper: swapped }],
    ['unsigned', { tamper: unsigned }],
    ['cut short', { tamper: (token) => token.slice(0, -10) }],
    ['of another issuer', { claims: { iss: 'https://idp.example' } }],
    ['for another audience', { claims: { aud: 'another client' } }],
    ['expired', { claims: { exp: 1_600_000_000 } }],
    ['with another nonce', { claims: { nonce: 'another' } }],
    ['with a sub that is none', { claims: { sub: 'TS2020S1\r\nx' } }],
  ])('a token %s is refused', async (_, forgery) => {
    Object.assign(forging.forgery, { claims: undefined, tamper: undefined }, forgery);
    const browser = createBrowser();
    const page = await browser.open(`${served.url}/login`);
    expect(page.status).toBe(400);
    expect((await me(browser, served.url)).body).toEqual({ kind: 'anonymous' });
  });
  it('a provider that is out of order is said to be so', async () => {
    Object.assign(forging.forgery, { claims: undefined, tamper: undefined, tokenStatus: 503 });
    const page = await createBrowser().open(`${served.url}/login`);
    expect(page.status).toBe(503);
    expect(page.headers.get('retry-after')).toBe('10');
  });
});

describe('while the provider is away', () => {
  it('/login says so in both languages, and whom to call; and works once it is back', async () => {
    const issuerPort = await freePort();
    const served = await serveIdentity({ login: () => oidcLogin(`http://127.0.0.1:${issuerPort}`), rolesOf });
    const page = await createBrowser().open(`${served.url}/login`);
    expect(page.status).toBe(503);
    for (const text of ['暂时无法登录', 'Login is not possible', '83592123', '激活'])
      expect(page.text).toContain(text);
    expect(page.text).not.toContain(String(issuerPort));
    const back = await startIdp([served.url], [], issuerPort);
    const browser = createBrowser();
    await logIn(browser, served.url, 'TS2020S1');
    expect((await me(browser, served.url)).body).toMatchObject({ sub: 'TS2020S1' });
    await served.close();
    await back.close();
  });
});
