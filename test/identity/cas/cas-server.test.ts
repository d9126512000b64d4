import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCasBrowser } from '../../kit/cas-browser.ts';
import { type CasServer, startCasServer } from '../../kit/cas-server.ts';

const A = 'https://a.invalid/callback?x=1';
const B = 'https://b.invalid/';
let cas: CasServer;

beforeAll(async () => {
  const people = {
    li4: { password: 'a', attributes: { role: ['staff', 'reader'] } },
    broken: { password: 'b' },
  };
  cas = await startCasServer({ people, services: [A, B] });
});
afterAll(() => cas.close());

const login = (query: Record<string, string>) => `${cas.url}/login?${new URLSearchParams(query)}`;
const ticketIn = (location: string | null) => new URL(location ?? '').searchParams.get('ticket') ?? '';
async function ask(path: string, query: Record<string, string>): Promise<string> {
  return (await fetch(`${cas.url}/${path}?${new URLSearchParams(query)}`)).text();
}
async function logIn(service = A, username = 'li4', password = 'a') {
  const browser = openCasBrowser();
  const { location } = await browser.logIn(login({ service }), username, password);
  return { browser, ticket: ticketIn(location) };
}
const codeOf = (xml: string) => /code="([^"]+)"/.exec(xml)?.[1];

describe("the test kit's CAS server keeps the protocol", () => {
  it('2.1, 2.2: a login form with username, password, lt and service; a wrong password or a used lt comes back', async () => {
    const browser = openCasBrowser();
    const { text } = await browser.go(login({ service: A }));
    for (const field of ['username', 'password', 'lt', 'service']) expect(text).toContain(`name="${field}"`);
    const wrong = await browser.logIn(login({ service: A }), 'li4', 'x');
    expect([wrong.status, wrong.location]).toEqual([200, null]);
    const lt = /name="lt" value="([^"]+)"/.exec(wrong.text)?.[1] ?? '';
    const form = { username: 'li4', password: 'a', lt, service: A };
    expect((await browser.go(login({}), { form })).status).toBe(303);
    expect((await browser.go(login({}), { form })).status).toBe(200);
  });

  it('2.2.1: a service that is not registered exactly is refused on a page', async () => {
    for (const service of [`${A}&y=2`, A.toUpperCase(), 'https://a.invalid/', `${B}#`]) {
      const { status, location } = await openCasBrowser().go(login({ service }));
      expect([status, location]).toEqual([403, null]);
    }
  });

  it('2.1.1: gateway goes back without a ticket, or with one in a session; renew asks again and wins', async () => {
    expect((await openCasBrowser().go(login({ service: A, gateway: 'true' }))).location).toBe(A);
    const { browser } = await logIn();
    expect(ticketIn((await browser.go(login({ service: B, gateway: 'true' }))).location)).toMatch(/^ST-/);
    expect((await browser.go(login({ service: B, gateway: 'true', renew: 'true' }))).text).toContain(
      'name="lt"',
    );
  });

  it('2.4: /validate says yes once, then no', async () => {
    const { ticket } = await logIn();
    expect(await ask('validate', { service: A, ticket })).toBe('yes\n');
    expect(await ask('validate', { service: A, ticket })).toBe('no\n');
  });

  it('2.5, 2.8: attributes come from /p3 only, in XML or JSON', async () => {
    const plain = await ask('serviceValidate', { service: A, ticket: (await logIn()).ticket });
    expect(plain).toContain('<cas:user>li4</cas:user>');
    expect(plain).not.toContain('attributes');
    const full = await ask('p3/serviceValidate', { service: A, ticket: (await logIn()).ticket });
    expect(full.match(/<cas:role>/g)).toHaveLength(2);
    const json = await ask('p3/serviceValidate', {
      service: A,
      ticket: (await logIn()).ticket,
      format: 'JSON',
    });
    expect(JSON.parse(json).serviceResponse.authenticationSuccess).toMatchObject({
      user: 'li4',
      attributes: { isFromNewLogin: 'true', role: ['staff', 'reader'] },
    });
  });

  it('2.5.3: every error code', async () => {
    const { browser, ticket } = await logIn();
    const sso = ticketIn((await browser.go(login({ service: A }))).location);
    const another = async () => ticketIn((await browser.go(login({ service: A }))).location);
    const validate = async (query: Record<string, string>) => codeOf(await ask('p3/serviceValidate', query));
    expect(await validate({ ticket })).toBe('INVALID_REQUEST');
    expect(await validate({ service: A, ticket, format: 'YAML' })).toBe('INVALID_REQUEST');
    expect(await validate({ service: A, ticket: 'PT-1-a' })).toBe('INVALID_TICKET_SPEC');
    expect(await validate({ service: A, ticket: 'ST-0-a' })).toBe('INVALID_TICKET');
    expect(await validate({ service: A, ticket: sso, renew: 'true' })).toBe('INVALID_TICKET');
    expect(await validate({ service: B, ticket })).toBe('INVALID_SERVICE');
    expect(await validate({ service: A, ticket })).toBe('INVALID_TICKET');
    const pgt = (pgtUrl: string) => async () => validate({ service: A, ticket: await another(), pgtUrl });
    expect(await pgt('http://a.invalid')()).toBe('INVALID_PROXY_CALLBACK');
    expect(await pgt('https://a.invalid')()).toBe('UNAUTHORIZED_SERVICE_PROXY');
    const broken = await logIn(A, 'broken', 'b');
    expect(await validate({ service: A, ticket: broken.ticket })).toBe('INTERNAL_ERROR');
  });

  it('2.6, 2.7: service tickets only, and nobody may proxy', async () => {
    expect(await ask('proxyValidate', { service: A, ticket: (await logIn()).ticket })).toContain('li4');
    expect(codeOf(await ask('proxy', { pgt: 'PGT-1', targetService: B }))).toBe('UNAUTHORIZED_SERVICE');
    expect(codeOf(await ask('proxy', {}))).toBe('INVALID_REQUEST');
  });

  it('2.3: a logout ends the session and its tickets, and goes to registered services only', async () => {
    const { browser, ticket } = await logIn();
    expect((await browser.go(`${cas.url}/logout?service=https://evil.invalid/`)).location).toBeNull();
    expect((await browser.go(login({ service: A }))).text).toContain('name="lt"');
    expect(codeOf(await ask('serviceValidate', { service: A, ticket }))).toBe('INVALID_TICKET');
    const query = new URLSearchParams({ service: B });
    expect((await browser.go(`${cas.url}/logout?${query}`)).location).toBe(B);
  });
});
