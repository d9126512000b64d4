import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createCasAdapter } from '../../gateway/identity/cas/cas-adapter.ts';
import { createOidcAdapter } from '../../gateway/identity/oidc/oidc-adapter.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A provider that says where its pages are; `away`: it answers nothing but 503. */
async function startProvider(pages: object, world = { away: false }): Promise<string> {
  const server = createServer((_, response) => {
    if (world.away) return void response.writeHead(503).end();
    const said = { issuer, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`, ...pages };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return issuer;
}

function oidc(issuer: string) {
  return createOidcAdapter(
    { issuer, clientId: 'clearance', clientSecret: null, subjectAttribute: 'sub', scope: 'openid' },
    'https://clearance.example',
  );
}

it('forms lead to the hosts where the provider logs people in and out, though it is called by another name', async () => {
  const issuer = await startProvider({
    authorization_endpoint: 'https://login.example.edu.cn/authorize',
    end_session_endpoint: 'https://logout.example.edu.cn:8443/end?from=here',
  });
  const adapter = oidc(issuer);
  expect(adapter.formOrigins()).toEqual([issuer]);
  await expect.poll(() => adapter.formOrigins()).toHaveLength(3);
  expect(adapter.formOrigins()).toEqual([
    issuer,
    'https://login.example.edu.cn',
    'https://logout.example.edu.cn:8443',
  ]);
});

it('a provider whose pages are all at one host is named once', async () => {
  const issuer = await startProvider({});
  const adapter = oidc(issuer);
  adapter.formOrigins();
  await adapter.logoutUrl({ idToken: null });
  expect(adapter.formOrigins()).toEqual([issuer]);
});

it('what is no address of a web page becomes no part of a policy', async () => {
  const issuer = await startProvider({
    authorization_endpoint: "javascript:'*'",
    end_session_endpoint: 'not an address; script-src *',
  });
  const adapter = oidc(issuer);
  adapter.formOrigins();
  expect(await adapter.logoutUrl({ idToken: null })).toBeNull();
  expect(adapter.formOrigins()).toEqual([issuer]);
});

it('a provider that is away keeps no page waiting, and is asked again', async () => {
  const world = { away: true };
  const issuer = await startProvider({ end_session_endpoint: 'https://logout.example.edu.cn/' }, world);
  const adapter = oidc(issuer);
  expect(adapter.formOrigins()).toEqual([issuer]);
  expect(await adapter.logoutUrl({ idToken: null })).toBeNull();
  world.away = false;
  await expect.poll(() => adapter.formOrigins()).toContain('https://logout.example.edu.cn');
});

it('with CAS forms lead to the host of CAS', () => {
  const adapter = createCasAdapter({
    config: { url: 'https://cas.example.edu.cn:8443/cas', subjectAttribute: null },
    service: 'https://clearance.example/login/callback',
    log: { warn: () => {} },
  });
  expect(adapter.formOrigins()).toEqual(['https://cas.example.edu.cn:8443']);
});
