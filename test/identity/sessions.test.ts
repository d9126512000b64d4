import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecordsInProcess } from '../../gateway/identity/sessions/records-in-process.ts';
import { freePort } from '../kit/free-port.ts';
import { type Browser, createBrowser, form } from './kit/browser.ts';
import {
  me,
  minute,
  newcomer,
  oidcLogin,
  serveIdentity,
  startIdp,
  testRoles,
} from './kit/served-identity.ts';

const roles = testRoles();
let idp: Awaited<ReturnType<typeof startIdp>>;
let gateway: Awaited<ReturnType<typeof serveIdentity>>;

beforeAll(async () => {
  const port = await freePort();
  idp = await startIdp([`http://127.0.0.1:${port}`]);
  gateway = await serveIdentity({ port, login: () => oidcLogin(idp.issuer), rolesOf: roles.rolesOf });
});
afterAll(async () => {
  await gateway.close();
  await idp.close();
});

const pass = (minutes: number) => {
  gateway.clock.ms += minutes * minute;
};
const isIn = async (browser: Browser) => (await me(browser, gateway.url)).body.kind === 'person';
const session = async (browser: Browser) =>
  (await (await browser.send(`${gateway.url}/session`)).json()) as Record<string, unknown> & {
    csrfToken: string;
  };
const post = async (browser: Browser, path: string, fields: Record<string, string> = {}) => {
  const { csrfToken } = await session(browser);
  return browser.send(`${gateway.url}${path}`, form({ _csrf: csrfToken, ...fields }, gateway.url));
};

describe('a session ends', () => {
  it('after 30 minutes without a request, and not while there are some', async () => {
    const browser = await newcomer(gateway.url, 'TS2020S1');
    for (let n = 0; n < 3; n++) {
      pass(29);
      expect(await isIn(browser)).toBe(true);
    }
    pass(30);
    expect(await isIn(browser)).toBe(false);
  });
  it('8 hours after the login, whatever one does', async () => {
    const browser = await newcomer(gateway.url, 'TS2020S1');
    for (let n = 0; n < 23; n++) {
      pass(20);
      expect(await isIn(browser)).toBe(true);
    }
    pass(20);
    expect(await isIn(browser)).toBe(false);
  });
  it('while a page is open that asks for nothing', async () => {
    const browser = await newcomer(gateway.url, 'TS2020S1');
    await isIn(browser);
    pass(20);
    expect(await gateway.stillKnown.ask()).toBe(true);
    pass(20);
    expect(await gateway.stillKnown.ask()).toBe(false);
    expect(await isIn(browser)).toBe(false);
  });
  it('with a logout, in this browser only', async () => {
    const one = await newcomer(gateway.url, 'TS2020S1');
    const other = await newcomer(gateway.url, 'TS2020S1');
    const cookie = one.jar.get('session') ?? '';
    expect((await post(one, '/logout')).status).toBe(303);
    expect(one.jar.has('session')).toBe(false);
    one.jar.set('session', cookie);
    expect(await isIn(one)).toBe(false);
    expect(await isIn(other)).toBe(true);
  });
  it('with a logout everywhere, in every browser of the person and of nobody else', async () => {
    const mine = await Promise.all(['TS2020S1', 'TS2020S1'].map((sub) => newcomer(gateway.url, sub)));
    const theirs = await newcomer(gateway.url, 'TS2020S2');
    const [one, other] = mine as [Browser, Browser];
    await post(one, '/logout/everywhere');
    expect(await isIn(one)).toBe(false);
    expect(await isIn(other)).toBe(false);
    expect(await isIn(theirs)).toBe(true);
  });
});

describe('a login that was begun', () => {
  it('can be finished for ten minutes', async () => {
    const browser = createBrowser();
    const picking = await browser.open(`${gateway.url}/login`);
    pass(10);
    const page = await browser.open(picking.url, form({ sub: 'TS2020S1' }));
    expect(page.status).toBe(400);
    expect(await isIn(browser)).toBe(false);
  });
  it('lets nobody in', async () => {
    const browser = createBrowser();
    await browser.open(`${gateway.url}/login`);
    expect((await me(browser, gateway.url)).body).toEqual({ kind: 'anonymous' });
    expect((await session(browser)).kind).toBe('anonymous');
  });
});

describe('a cookie', () => {
  it.each<[string, (cookie: string) => string]>([
    ['changed in its id', (cookie) => `A${cookie.slice(1)}`],
    ['changed in its signature', (cookie) => `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`],
    ['without its signature', (cookie) => cookie.split('.')[0] ?? ''],
    ['that is empty', () => ''],
    ['that is huge', () => 'a'.repeat(4000)],
    ['that is no encoding', () => '%E0%A4%A'],
    ['of another secret', (cookie) => `${cookie.split('.')[0]}.${'a'.repeat(43)}`],
  ])('%s is nobody’s', async (_, change) => {
    const browser = await newcomer(gateway.url, 'TS2020S1');
    const cookie = change(browser.jar.get('session') ?? '');
    const answer = await fetch(`${gateway.url}/me`, { headers: { cookie: `session=${cookie}` } });
    expect(await answer.json()).toEqual({ kind: 'anonymous' });
  });
});

describe('roles', () => {
  it('tell who one is, as what, until when', async () => {
    const browser = await newcomer(gateway.url, 'SAMPLE-SEVERAL-1');
    const read = await session(browser);
    expect(read).toMatchObject({
      kind: 'person',
      sub: 'SAMPLE-SEVERAL-1',
      role: 'staff:library',
      roles: ['staff:library', 'desk'],
      expiresAt: new Date(gateway.clock.ms + 30 * minute).toISOString(),
      help: { phone: '83592123' },
    });
    expect(read.csrfToken).toMatch(/^[\w-]{20,}/);
    expect(JSON.stringify(read)).not.toContain('idToken');
  });
  it('are chosen among those granted, and no others', async () => {
    const browser = await newcomer(gateway.url, 'SAMPLE-SEVERAL-1');
    expect(
      (await post(browser, '/session/role', { role: 'desk', return: '/me' })).headers.get('location'),
    ).toBe('/me');
    expect((await me(browser, gateway.url)).body).toMatchObject({ role: 'desk' });
    for (const role of ['registrar', 'student', 'staff:*', '']) {
      expect((await post(browser, '/session/role', { role })).status).toBe(403);
    }
    expect((await me(browser, gateway.url)).body).toMatchObject({ role: 'desk' });
  });
  it('are chosen by JSON too', async () => {
    const browser = await newcomer(gateway.url, 'SAMPLE-SEVERAL-1');
    const chosen = await browser.send(`${gateway.url}/session/role`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: gateway.url },
      body: '{"role":"desk"}',
    });
    expect(await chosen.json()).toEqual({ role: 'desk' });
  });
  it('that are revoked are gone at the next request, the chosen one too', async () => {
    const browser = await newcomer(gateway.url, 'SAMPLE-SEVERAL-1');
    await post(browser, '/session/role', { role: 'desk' });
    await me(browser, gateway.url);
    const before = roles.granted.get('SAMPLE-SEVERAL-1') ?? [];
    roles.granted.set('SAMPLE-SEVERAL-1', ['staff:library']);
    expect(await gateway.stillKnown.ask()).toBe(false);
    expect((await me(browser, gateway.url)).body).toMatchObject({ role: 'staff:library' });
    roles.granted.set('SAMPLE-SEVERAL-1', []);
    expect((await me(browser, gateway.url)).status).toBe(401);
    roles.granted.set('SAMPLE-SEVERAL-1', before);
  });
});

describe('sessions in process', () => {
  const lives = { idleMs: 1000, absoluteMs: 5000, loginMs: 500 };
  const person = (sub: string, ticket?: string) => ({
    startedAt: 0,
    person: { sub, ...(ticket && { ticket }) },
  });

  it('are bounded: the one used longest ago ends first, and logins never drive people out', async () => {
    const records = createRecordsInProcess(lives, () => new Date(0), { people: 2, logins: 2 });
    await records.create('a', person('A'));
    await records.create('b', person('B'));
    await records.read('a', 'active');
    for (const name of ['l1', 'l2', 'l3']) await records.create(name, { startedAt: 0 });
    await records.create('c', person('C'));
    const kinds = await Promise.all(
      ['a', 'b', 'c', 'l1', 'l3'].map(async (n) => (await records.read(n, 'passive')).kind),
    );
    expect(kinds).toEqual(['found', 'none', 'found', 'none', 'found']);
  });
  it('end by the ticket that began them', async () => {
    const records = createRecordsInProcess(lives, () => new Date(0));
    await records.create('a', person('A', 'ST-1'));
    await records.create('b', person('A', 'ST-2'));
    await records.endTicket('ST-1');
    await records.endTicket('ST-unknown');
    expect((await records.read('a', 'passive')).kind).toBe('none');
    expect((await records.read('b', 'passive')).kind).toBe('found');
  });
  it('are not brought back by a change that comes too late', async () => {
    const records = createRecordsInProcess(lives, () => new Date(0));
    await records.create('a', person('A'));
    await records.endAllOf('A');
    await records.replace('a', { ...person('A'), role: 'desk' });
    expect((await records.read('a', 'passive')).kind).toBe('none');
  });
});
