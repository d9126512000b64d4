import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CasBrowser, openCasBrowser } from '../kit/cas-browser.ts';
import { type CasServer, startCasServer } from '../kit/cas-server.ts';
import { type RedisServer, startRedis } from '../kit/redis.ts';
import { serveIdentity, testRoles } from './kit/served-identity.ts';

type Served = Awaited<ReturnType<typeof serveIdentity>>;
const services: string[] = [];
let cas: CasServer;
let redis: RedisServer;
let inProcess: Served;
let inRedis: Served;

beforeAll(async () => {
  cas = await startCasServer({
    people: { someone: { password: 'p', attributes: { studentNumber: ['TS2020S1'] } } },
    services,
  });
  redis = await startRedis();
  const serve = (redisUrl?: string) =>
    serveIdentity({
      login: () => ({ kind: 'cas', cas: { url: cas.url, subjectAttribute: 'studentNumber' } }),
      rolesOf: testRoles().rolesOf,
      ...(redisUrl && { redisUrl }),
    });
  inProcess = await serve();
  inRedis = await serve(redis.url);
  services.push(`${inProcess.url}/login/callback`, `${inRedis.url}/login/callback`);
});
afterAll(async () => {
  await inProcess.close();
  await inRedis.close();
  await redis.end();
  await cas.close();
});

async function logIn(browser: CasBrowser, gateway: Served): Promise<string> {
  const begun = await browser.go(`${gateway.url}/login?return=/me`);
  const ticketed = await browser.logIn(begun.location ?? '', 'someone', 'p');
  const back = await browser.go(ticketed.location ?? '');
  expect(back.location).toBe(`${gateway.url}/me`);
  return ticketed.location ?? '';
}
const me = async (browser: CasBrowser, gateway: Served) =>
  JSON.parse((await browser.go(`${gateway.url}/me`)).text);

it.each([
  ['in process', () => inProcess],
  ['in Redis', () => inRedis],
])('by CAS one is who the attribute says, until the CAS server logs one out everywhere; sessions %s', async (_, at) => {
  const gateway = at();
  const [browser, other] = [openCasBrowser(), openCasBrowser()];
  await logIn(browser, gateway);
  await logIn(other, gateway);
  expect(await me(browser, gateway)).toEqual({ kind: 'person', sub: 'TS2020S1', role: 'student' });
  await browser.go(`${cas.url}/logout`);
  expect(cas.logouts.at(-1)).toEqual({ service: `${gateway.url}/login/callback`, status: 200 });
  expect(await me(browser, gateway)).toEqual({ kind: 'anonymous' });
  expect(await me(other, gateway)).toMatchObject({ kind: 'person' });
});

it('a ticket is taken once, and only in the browser that began the login', async () => {
  const browser = openCasBrowser();
  const begun = await browser.go(`${inProcess.url}/login`);
  const ticketed = await browser.logIn(begun.location ?? '', 'someone', 'p');
  const stranger = openCasBrowser();
  expect((await stranger.go(ticketed.location ?? '')).status).toBe(400);
  await stranger.go(`${inProcess.url}/login`);
  await browser.go(ticketed.location ?? '');
  expect((await stranger.go(ticketed.location ?? '')).status).toBe(400);
  expect(await me(browser, inProcess)).toMatchObject({ sub: 'TS2020S1' });
  expect(await me(stranger, inProcess)).toEqual({ kind: 'anonymous' });
});

it('a post to the callback that names no ticket ends nothing', async () => {
  const post = (body: URLSearchParams | string) =>
    fetch(`${inProcess.url}/login/callback`, { method: 'POST', body });
  for (const text of ['', '<x/>', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'])
    expect((await post(new URLSearchParams({ logoutRequest: text }))).status).toBe(400);
  expect((await post('text')).status).toBe(415);
});

it('a CAS server that is away is said to be so', async () => {
  const browser = openCasBrowser();
  const begun = await browser.go(`${inProcess.url}/login`);
  const ticketed = await browser.logIn(begun.location ?? '', 'someone', 'p');
  cas.misbehave((response) => response.writeHead(500).end());
  const page = await browser.go(ticketed.location ?? '');
  cas.misbehave(null);
  expect(page.status).toBe(503);
  expect(page.text).toContain('暂时无法登录');
});
