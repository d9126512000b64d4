import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecordsInRedis } from '../../gateway/identity/sessions/records-in-redis.ts';
import { connectSessionRedis } from '../../gateway/identity/sessions/session-redis.ts';
import { createCacheSecret } from '../../gateway/upstream/cache/cache-secret.ts';
import { freePort } from '../kit/free-port.ts';
import { type RedisServer, startRedis } from '../kit/redis.ts';
import { type Browser, createBrowser, form } from './kit/browser.ts';
import {
  logIn,
  me,
  minute,
  newcomer,
  oidcLogin,
  serveIdentity,
  startIdp,
  testRoles,
} from './kit/served-identity.ts';

const { rolesOf } = testRoles();
type Served = Awaited<ReturnType<typeof serveIdentity>>;
let redis: RedisServer;
let idp: Awaited<ReturnType<typeof startIdp>>;
let one: Served;
let other: Served;
let ports: [number, number];

beforeAll(async () => {
  ports = [await freePort(), await freePort()];
  idp = await startIdp(ports.map((port) => `http://127.0.0.1:${port}`));
});
afterAll(() => idp.close());
beforeEach(async () => {
  redis = await startRedis();
  const serve = (port: number) =>
    serveIdentity({ port, login: () => oidcLogin(idp.issuer), rolesOf, redisUrl: redis.url });
  one = await serve(ports[0]);
  other = await serve(ports[1]);
});
afterEach(async () => {
  await one.close();
  await other.close();
  await redis.end();
});

const post = async (browser: Browser, gateway: Served, path: string) => {
  const read = (await (await browser.send(`${gateway.url}/session`)).json()) as { csrfToken: string };
  return browser.send(`${gateway.url}${path}`, form({ _csrf: read.csrfToken }, gateway.url));
};
const kindAt = async (browser: Browser, gateway: Served) => (await me(browser, gateway.url)).body.kind;

it('a session is known to every gateway', async () => {
  const browser = await newcomer(one.url, 'TS2020S1');
  expect(await kindAt(browser, other)).toBe('person');
});

it('a login that one gateway began can be finished at another of the same address', async () => {
  const twin = await serveIdentity({
    publicUrl: one.url,
    login: () => oidcLogin(idp.issuer),
    rolesOf,
    redisUrl: redis.url,
  });
  const browser = createBrowser();
  const picking = await browser.open(`${one.url}/login`);
  let at = picking.url;
  let response = await browser.send(at, form({ sub: 'TS2020S1' }));
  for (;;) {
    at = new URL(response.headers.get('location') ?? '', at).href;
    if (at.startsWith(one.url)) break;
    response = await browser.send(at);
  }
  await browser.send(at.replace(one.url, twin.url));
  expect(await kindAt(browser, one)).toBe('person');
  await twin.close();
});

it('a logout everywhere holds at once in every gateway', async () => {
  const phone = await newcomer(one.url, 'TS2020S1');
  const desk = await newcomer(other.url, 'TS2020S1');
  const friend = await newcomer(other.url, 'TS2020S2');
  await post(phone, one, '/logout/everywhere');
  expect(await kindAt(desk, other)).toBe('anonymous');
  expect(await kindAt(desk, one)).toBe('anonymous');
  expect(await kindAt(friend, one)).toBe('person');
});

it('a change that comes after the end brings nothing back', async () => {
  const address = { kind: 'single', url: redis.url } as const;
  const lives = { idleMs: minute, absoluteMs: minute, loginMs: minute };
  const records = createRecordsInRedis(
    connectSessionRedis(address),
    createCacheSecret(Buffer.from('secret')),
    lives,
  );
  const person = { startedAt: 0, person: { sub: 'P1' } };
  await expect.poll(() => records.create('a', person)).toBe(true);
  expect(await records.replace('a', { ...person, role: 'desk' })).toBe(true);
  expect(await records.read('a', 'active')).toMatchObject({ kind: 'found', record: { role: 'desk' } });
  expect(await records.endAllOf('P1')).toBe(true);
  await records.replace('a', person);
  expect(await records.read('a', 'active')).toEqual({ kind: 'none' });
  records.close();
});

it('the absolute end holds', async () => {
  const browser = await newcomer(one.url, 'TS2020S1');
  other.clock.ms += 8 * 60 * minute;
  expect(await kindAt(browser, other)).toBe('anonymous');
  // It was ended for good, not only there.
  expect(await kindAt(browser, one)).toBe('anonymous');
});

it('the idle end is the life of the key, begun anew by each request and by none that only looks', async () => {
  const browser = await newcomer(one.url, 'TS2020S1');
  const [key = ''] = (await redis.cli('keys', 'clearance:session:*')).split('\n');
  await redis.cli('pexpire', key, '60000');
  await me(browser, one.url);
  expect(Number(await redis.cli('pttl', key))).toBeGreaterThan(29 * minute);
  await redis.cli('pexpire', key, '60000');
  await one.stillKnown.ask();
  expect(Number(await redis.cli('pttl', key))).toBeLessThanOrEqual(minute);
  await redis.cli('pexpire', key, '1');
  await expect.poll(() => kindAt(browser, one)).toBe('anonymous');
});

it('nothing in Redis says who is logged in, or gives anybody’s session away', async () => {
  const browser = await newcomer(one.url, 'TS2020S1');
  const id = decodeURIComponent(browser.jar.get('session') ?? '').split('.')[0] ?? '';
  const client = await createClient({ url: redis.url }).connect();
  const keys = await client.keys('*');
  const values = await Promise.all(
    keys.map(async (key) => ((await client.type(key)) === 'set' ? client.sMembers(key) : client.get(key))),
  );
  const dump = JSON.stringify([keys, values]);
  expect(keys).toHaveLength(2);
  expect(dump).not.toContain('TS2020S1');
  expect(dump).not.toContain(id);
  for (const [, part = ''] of dump.matchAll(/"([\w+/=-]{40,})"/g))
    expect(Buffer.from(part, 'base64').toString('latin1')).not.toContain('TS2020S1');
  client.destroy();
});

it('whoever writes to Redis makes no session, and cannot put one in another’s place', async () => {
  const [mine, theirs] = [await newcomer(one.url, 'TS2020S1'), await newcomer(one.url, 'TS2020S2')];
  const keys = (await redis.cli('keys', 'clearance:session:*')).split('\n');
  const [first = '', second = ''] = keys;
  await redis.cli('set', first, await redis.cli('get', second));
  const kinds = await Promise.all([mine, theirs].map((browser) => kindAt(browser, one)));
  expect(kinds.toSorted()).toEqual(['anonymous', 'person']);
  await redis.cli(
    'set',
    second,
    JSON.stringify({ startedAt: Date.now(), person: { sub: 'SAMPLE-REGISTRAR-1' } }),
  );
  expect(await kindAt(mine, one)).toBe('anonymous');
  expect(await kindAt(theirs, one)).toBe('anonymous');
});

describe('while Redis is away', () => {
  it('whoever has a session is neither taken for nobody nor for somebody: 503, and back after', async () => {
    const browser = await newcomer(one.url, 'TS2020S1');
    redis.signal('SIGSTOP');
    expect((await me(browser, one.url)).status).toBe(503);
    expect((await me(createBrowser(), one.url)).body).toEqual({ kind: 'anonymous' });
    redis.signal('SIGCONT');
    await expect.poll(() => kindAt(browser, one), { timeout: 10_000 }).toBe('person');
  });
  it('a login is said to be impossible, a logout not to have happened', async () => {
    const browser = await newcomer(one.url, 'TS2020S1');
    const { csrfToken } = (await (await browser.send(`${one.url}/session`)).json()) as { csrfToken: string };
    await redis.end();
    const login = await createBrowser().open(`${one.url}/login`);
    expect(login.status).toBe(503);
    expect(login.text).toContain('暂时无法登录');
    const logout = await browser.send(`${one.url}/logout`, form({ _csrf: csrfToken }, one.url));
    expect(logout.status).toBe(503);
    const session = await browser.send(`${one.url}/session`);
    expect(session.status).toBe(503);
    expect(await session.json()).toMatchObject({
      errors: [{ extensions: { code: 'IDENTITY_UNAVAILABLE' } }],
    });
    expect((await me(browser, one.url)).status).toBe(503);
    const { port } = new URL(redis.url);
    redis = await startRedis([], Number(port));
    await expect.poll(async () => (await me(browser, one.url)).status, { timeout: 10_000 }).toBe(200);
    // It kept nothing, so nobody is logged in any more.
    expect(await kindAt(browser, one)).toBe('anonymous');
    await logIn(browser, one.url, 'TS2020S1');
    expect(await kindAt(browser, one)).toBe('person');
  });
});
