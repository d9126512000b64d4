import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleStaff, sampleStudents } from '../../../data/people.ts';
import { createApp } from '../../../gateway/http/app.ts';
import { refuseViewer } from '../../../gateway/http/refuse-viewer.ts';
import { openIdentity } from '../../../gateway/identity/identity.ts';
import type { LoginConfig } from '../../../gateway/identity/identity-config.ts';
import { html } from '../../../gateway/identity/pages/html.ts';
import { pageHeaders, renderPage } from '../../../gateway/identity/pages/page.ts';
import type { RolesOf } from '../../../gateway/identity/role-directory.ts';
import type { Role } from '../../../gateway/identity/roles.ts';
import type { SessionLives } from '../../../gateway/identity/sessions/session-records.ts';
import { createLog } from '../../../gateway/observe/log.ts';
import { type DevelopmentIdp, startDevelopmentIdp } from '../../../start/idp/development-idp.ts';
import { DEVELOPMENT_CLIENT } from '../../../start/idp/provider.ts';
import { parseRedisAddress } from '../../../wire/redis/redis-address.ts';
import { freePort } from '../../kit/free-port.ts';
import { type Browser, createBrowser, form, type Page } from './browser.ts';

const PROFILE = join(import.meta.dirname, '../../../data/profiles/current.yml');
export const minute = 60_000;
const lives: SessionLives = { idleMs: 30 * minute, absoluteMs: 8 * 60 * minute, loginMs: 10 * minute };

/** A directory of roles that a test changes at will; golden students are students. */
export function testRoles() {
  const granted = new Map<string, readonly Role[]>(
    sampleStaff().map(({ sub, roles }) => [sub, roles as readonly Role[]]),
  );
  const state = { away: false };
  const rolesOf: RolesOf = async (sub) => {
    if (state.away) return { kind: 'unavailable' };
    return { kind: 'roles', roles: granted.get(sub) ?? (sub.startsWith('TS2020') ? ['student'] : []) };
  };
  return { granted, state, rolesOf };
}

/** A development identity provider for gateways at these addresses. */
export async function startIdp(publicUrls: readonly string[], strangers: readonly string[] = [], port = 0) {
  const dataDir = mkdtempSync(join(tmpdir(), 'idp-'));
  const unknown = strangers.map((sub) => ({ sub, name: { zh: '外人', en: 'Stranger' }, roles: [] }));
  const idp = await startDevelopmentIdp({
    host: '127.0.0.1',
    port,
    dataDir,
    people: { staff: [...sampleStaff(), ...unknown], students: sampleStudents() },
    redirectUris: publicUrls.map((url) => `${url}/login/callback`),
    production: false,
    now: () => new Date(),
  });
  const close = async () => {
    await idp.close();
    rmSync(dataDir, { recursive: true });
  };
  return { ...idp, close } satisfies DevelopmentIdp;
}

export function oidcLogin(issuer: string): LoginConfig {
  const oidc = {
    issuer,
    clientId: DEVELOPMENT_CLIENT,
    clientSecret: null,
    subjectAttribute: 'sub',
    scope: 'openid',
  };
  return { kind: 'oidc', oidc };
}

export interface ServedOptions {
  readonly login: (publicUrl: string) => LoginConfig | Promise<LoginConfig>;
  readonly rolesOf: RolesOf;
  readonly port?: number;
  readonly publicUrl?: string;
  readonly redisUrl?: string;
  readonly lives?: Partial<SessionLives>;
  readonly secret?: string;
  readonly corsOrigins?: readonly string[];
  /** Where forms of pages may lead besides here. */
  readonly formTargets?: readonly string[];
  readonly log?: (line: string) => void;
}

/** A Fastify with login, and routes that say who asks (`/me`) and change something (`POST /change`). */
export async function serveIdentity(options: ServedOptions) {
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const publicUrl = options.publicUrl ?? url;
  const clock = { ms: Date.now() };
  const now = () => new Date(clock.ms);
  const write = options.log;
  const log = createLog(write ? 'info' : 'silent', write && { write });
  const identity = await openIdentity(
    {
      login: await options.login(publicUrl),
      bearer: null,
      publicUrl,
      secret: { kind: 'text', text: options.secret ?? 'a secret of at least 32 characters' },
      lives: { ...lives, ...options.lives },
    },
    {
      rolesOf: options.rolesOf,
      devKeyDir: null,
      redis: options.redisUrl ? parseRedisAddress(options.redisUrl) : null,
      corsOrigins: options.corsOrigins ?? [],
      profileFile: PROFILE,
      now,
      newId: randomUUID,
      log,
    },
  );
  const { readViewer } = identity;
  const app = createApp({ log, newId: randomUUID, maxBodyBytes: 100_000 });
  identity.addTo(app);
  const changes: string[] = [];
  const stillKnown = { ask: async () => false };
  app.get('/', async () => 'home');
  // A page of ours with a form, as pages will have it.
  app.get('/leave', async (request, reply) => {
    const { token = '' } = request.query as { token?: string };
    const body = html`<form method="post" action="/logout"><input type="hidden" name="_csrf" value="${token}"><button>退出</button></form>`;
    const targets = ["'self'", ...(options.formTargets ?? [])];
    return reply.headers(pageHeaders(targets)).send(renderPage({ zh: '退出', en: 'Log out' }, body));
  });
  app.get('/me', async (request, reply) => {
    const read = await readViewer(request);
    if (read.kind !== 'known') return refuseViewer(reply, read);
    stillKnown.ask = read.stillKnown;
    return read.viewer;
  });
  app.post('/change', async (request) => {
    const read = await readViewer(request);
    changes.push(read.kind);
    return { ok: true };
  });
  await app.listen({ host: '127.0.0.1', port });
  return {
    url,
    port,
    clock,
    changes,
    stillKnown,
    close: async () => {
      await app.close();
      identity.close();
    },
  };
}

/** Logs in as somebody, from `/login` to where it leads. */
export async function logIn(browser: Browser, gateway: string, sub: string, returnTo = '/'): Promise<Page> {
  const picking = await browser.open(`${gateway}/login?return=${encodeURIComponent(returnTo)}`);
  return browser.open(picking.url, form({ sub }));
}

export async function me(browser: Browser, gateway: string) {
  const response = await browser.send(`${gateway}/me`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export async function newcomer(gateway: string, sub: string): Promise<Browser> {
  const browser = createBrowser();
  await logIn(browser, gateway, sub);
  return browser;
}
