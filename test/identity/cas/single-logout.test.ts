import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLogoutRequest } from '../../../gateway/identity/cas/logout-request.ts';
import { logoutRequest } from '../../kit/cas-answers.ts';
import { openCasBrowser } from '../../kit/cas-browser.ts';
import { type CasServer, startCasServer } from '../../kit/cas-server.ts';
import { type CasService, serveCasLogin } from './cas-service.ts';

const services: string[] = [];
let cas: CasServer;
let service: CasService;

beforeAll(async () => {
  cas = await startCasServer({ people: { TS2020S1: { password: 'a' } }, services });
  service = await serveCasLogin(cas, services);
});
afterAll(() => Promise.all([service.close(), cas.close()]));

it('a logout at the CAS server ends the session of its ticket here, and no other', async () => {
  const open = async () => {
    const browser = openCasBrowser();
    const toCas = (await browser.go(service.login)).location ?? '';
    const { location } = await browser.logIn(toCas, 'TS2020S1', 'a');
    await browser.go(location ?? '');
    return { browser, ticket: new URL(location ?? '').searchParams.get('ticket') };
  };
  const one = await open();
  const other = await open();
  expect([...service.sessions]).toEqual([one.ticket, other.ticket]);
  await one.browser.go(`${cas.url}/logout`);
  expect(cas.logouts).toEqual([{ service: service.callback, status: 204 }]);
  expect([...service.sessions]).toEqual([other.ticket]);
  const again = await one.browser.go((await one.browser.go(service.login)).location ?? '');
  expect(again.text).toContain('name="lt"');
});

describe('a logout request', () => {
  const at = new Date('2026-06-01T08:00:00Z');
  const good = logoutRequest('ST-1-a', 'LR-1', at);
  const read = (text: unknown) => readLogoutRequest({ logoutRequest: text });

  it('names the ticket', () => {
    expect(read(good)).toBe('ST-1-a');
    expect(read(` ${good.replace('ST-1-a', '\n ST-1-a\n ')}\n`)).toBe('ST-1-a');
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['twice the field', [good, good]],
    ['no XML', 'ST-1-a'],
    ['a field that is too long', good + ' '.repeat(8_192)],
    ['a DOCTYPE', `<!DOCTYPE a>${good}`],
    ['an entity', good.replace('ST-1-a', '&x;')],
    ['another namespace', good.replace('SAML:2.0:protocol', 'SAML:2.0:other')],
    ['another namespace at its root', good.replaceAll('samlp:LogoutRequest', 'LogoutRequest')],
    ['another request', good.replaceAll('LogoutRequest', 'AuthnRequest')],
    ['two tickets', good.replace('</samlp:SessionIndex>', '$&<samlp:SessionIndex>ST-2</samlp:SessionIndex>')],
    ['no ticket', good.replace(/<samlp:SessionIndex>.*<\/samlp:SessionIndex>/, '')],
    ['what is no ticket', good.replace('ST-1-a', '*')],
    ['an element within the ticket', good.replace('ST-1-a', 'ST-1<b/>-a')],
    ['a ticket in another namespace', good.replaceAll('samlp:SessionIndex', 'SessionIndex')],
  ])('with %s is none', (_, text) => {
    expect(read(text)).toBeNull();
  });
});
