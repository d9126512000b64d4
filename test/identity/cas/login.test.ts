import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCasBrowser } from '../../kit/cas-browser.ts';
import { type CasServer, startCasServer } from '../../kit/cas-server.ts';
import { type CasService, serveCasLogin } from './cas-service.ts';

const ELSEWHERE = 'https://elsewhere.invalid/callback';
const people = {
  TS2020S1: { password: 'a', attributes: { studentNumber: ['TS2020S1'], role: ['student', 'reader'] } },
  zhang3: { password: 'b', attributes: { studentNumber: ['TS2020S2'], mail: ['z@example.invalid'] } },
  two: { password: 'c', attributes: { studentNumber: ['TS2020S3', 'TS2020S4'] } },
  none: { password: 'd' },
  'odd name': { password: 'e' },
  broken: { password: 'f' },
};

let now = new Date('2026-06-01T08:00:00Z');
const services = [ELSEWHERE];
let cas: CasServer;
let plain: CasService;
let byAttribute: CasService;

beforeAll(async () => {
  cas = await startCasServer({ people, services, now: () => now });
  plain = await serveCasLogin(cas, services);
  byAttribute = await serveCasLogin(cas, services, { subjectAttribute: 'studentNumber' });
});
afterAll(() => Promise.all([plain.close(), byAttribute.close(), cas.close()]));

const passwordOf = (name: keyof typeof people) => people[name].password;
const ticketIn = (address: string | null) => new URL(address ?? '').searchParams.get('ticket') ?? '';

/** Begins a login and presents the password: the browser, and the address with the ticket that it should follow. */
async function present(service: CasService, name: keyof typeof people) {
  const browser = openCasBrowser();
  const toCas = (await browser.go(service.login)).location ?? '';
  const { location } = await browser.logIn(toCas, name, passwordOf(name));
  return { browser, toCas, back: location ?? '' };
}
async function outcome(service: CasService, name: keyof typeof people): Promise<unknown> {
  const { browser, back } = await present(service, name);
  return JSON.parse((await browser.go(back)).text);
}

describe('a login', () => {
  it('sends the browser to the CAS server with exactly our callback, and with nothing else', async () => {
    const { toCas } = await present(plain, 'TS2020S1');
    const { origin, pathname, searchParams } = new URL(toCas);
    expect(`${origin}${pathname}`).toBe(`${cas.url}/login`);
    expect([...searchParams]).toEqual([['service', plain.callback]]);
  });

  it('is of the person whose password was given, and asks the CAS server once', async () => {
    const before = cas.validations.length;
    const { browser, back } = await present(plain, 'TS2020S1');
    const { text } = await browser.go(back);
    expect(JSON.parse(text)).toEqual({ kind: 'person', sub: 'TS2020S1', ticket: ticketIn(back) });
    const asked = cas.validations.slice(before);
    expect(asked.map(({ pathname }) => pathname)).toEqual(['/cas/p3/serviceValidate']);
    expect([...(asked[0]?.searchParams ?? [])]).toEqual([
      ['service', plain.callback],
      ['ticket', ticketIn(back)],
    ]);
  });

  it('takes the student number from the configured attribute', async () => {
    expect(await outcome(byAttribute, 'zhang3')).toMatchObject({ kind: 'person', sub: 'TS2020S2' });
  });

  it('takes it from attributes that are written as name and value', async () => {
    const registered: string[] = [];
    const older = await startCasServer({ people, services: registered, attributeStyle: 'name-value' });
    const service = await serveCasLogin(older, registered, { subjectAttribute: 'studentNumber' });
    expect(await outcome(service, 'zhang3')).toMatchObject({ kind: 'person', sub: 'TS2020S2' });
    await service.close();
    await older.close();
  });

  it('within a single sign-on session needs no password, and a ticket of its own', async () => {
    const { browser, back } = await present(plain, 'TS2020S1');
    await browser.go(back);
    const second = (await browser.go((await browser.go(plain.login)).location ?? '')).location;
    expect(ticketIn(second)).not.toBe(ticketIn(back));
    expect(JSON.parse((await browser.go(second ?? '')).text)).toMatchObject({ sub: 'TS2020S1' });
  });
});

describe('nobody is logged in by', () => {
  it.each([
    ['two', 'the attribute of the student number has several values'],
    ['none', 'the attribute of the student number was not released'],
  ] as const)('an attribute that does not name one person (%s)', async (name, reason) => {
    expect(await outcome(byAttribute, name)).toEqual({ kind: 'refused', reason });
  });

  it('a name that is no student number', async () => {
    expect(await outcome(plain, 'odd name')).toEqual({
      kind: 'refused',
      reason: 'the student number has an odd form',
    });
  });

  it('a ticket that was shown before, and the CAS server is not asked again', async () => {
    const { browser, back } = await present(plain, 'TS2020S1');
    await browser.go(back);
    const before = cas.validations.length;
    await browser.go(plain.login);
    expect(JSON.parse((await browser.go(back)).text)).toEqual({
      kind: 'refused',
      reason: 'the ticket was shown before',
    });
    expect(cas.validations.length).toBe(before);
  });

  it('a ticket that somebody else had validated', async () => {
    const { browser, back } = await present(plain, 'TS2020S1');
    const query = new URLSearchParams({ service: plain.callback, ticket: ticketIn(back) });
    expect(await (await fetch(`${cas.url}/validate?${query}`)).text()).toBe('yes\n');
    expect(JSON.parse((await browser.go(back)).text)).toEqual({
      kind: 'refused',
      reason: 'the ticket is not valid',
    });
  });

  it('a ticket that has expired', async () => {
    const { browser, back } = await present(plain, 'TS2020S1');
    now = new Date(now.getTime() + 10_000);
    expect(JSON.parse((await browser.go(back)).text)).toEqual({
      kind: 'refused',
      reason: 'the ticket is not valid',
    });
  });

  it('a ticket of another service', async () => {
    const { browser } = await present(plain, 'TS2020S1');
    const other = await browser.go(`${cas.url}/login?${new URLSearchParams({ service: ELSEWHERE })}`);
    await browser.go(plain.login);
    const stolen = `${plain.callback}?ticket=${ticketIn(other.location)}`;
    expect(JSON.parse((await browser.go(stolen)).text)).toEqual({
      kind: 'refused',
      reason: 'the ticket is for another service',
    });
  });

  it('a callback in a browser that began no login, nor twice by one beginning', async () => {
    const { back } = await present(plain, 'TS2020S1');
    const victim = openCasBrowser();
    const refusal = { kind: 'refused', reason: 'this browser began no login' };
    const before = cas.validations.length;
    expect(JSON.parse((await victim.go(back)).text)).toEqual(refusal);
    const { browser, back: own } = await present(plain, 'zhang3');
    await browser.go(own);
    expect(JSON.parse((await browser.go(back)).text)).toEqual(refusal);
    expect(cas.validations.length).toBe(before + 1);
  });

  it.each([
    ['no ticket', ''],
    ['two tickets', '?ticket=ST-1-a&ticket=ST-2-b'],
    ['a proxy ticket', '?ticket=PT-1-a'],
    ['something before the ticket', '?ticket=XST-1-a'],
    ['a ticket-granting ticket', '?ticket=TGT-1-a'],
    [
      'parameters within the ticket',
      `?ticket=${encodeURIComponent('ST-1&service=https://elsewhere.invalid')}`,
    ],
    ['a line break', '?ticket=ST-1%0d%0aX'],
    ['letters that look alike', '?ticket=%EF%BC%B3T-1'],
    ['257 characters', `?ticket=ST-${'1'.repeat(254)}`],
  ])('%s, and the CAS server is not asked', async (_, query) => {
    const browser = openCasBrowser();
    await browser.go(plain.login);
    const before = cas.validations.length;
    expect(JSON.parse((await browser.go(plain.callback + query)).text)).toEqual({
      kind: 'refused',
      reason: 'the callback carries no ticket',
    });
    expect(cas.validations.length).toBe(before);
  });

  it('a CAS server with a fault of its own: it is unavailable, and the log says so', async () => {
    expect(await outcome(plain, 'broken')).toEqual({ kind: 'unavailable' });
    expect(plain.logged.at(-1)).toBe('INTERNAL_ERROR');
  });
});
