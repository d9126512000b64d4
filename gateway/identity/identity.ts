import type { FastifyInstance } from 'fastify';
import type { RedisAddress } from '../../wire/redis/redis-address.ts';
import type { Log } from '../observe/log.ts';
import { createReadViewer, type ReadViewer } from '../request/viewer.ts';
import { createCacheSecret } from '../upstream/cache/cache-secret.ts';
import { createBearer } from './bearer/bearer.ts';
import { createReadFormGuard, type ReadFormGuard } from './csrf/form-tokens.ts';
import { addSameOriginGuard } from './csrf/same-origin-guard.ts';
import { ensureDevKey } from './dev-key.ts';
import { createDevVerifier } from './dev-token.ts';
import type { IdentityConfig } from './identity-config.ts';
import { addIdentityRoutes } from './identity-routes.ts';
import type { LoginAdapter } from './login-adapter.ts';
import { readSsoHelp } from './pages/sso-help.ts';
import type { RolesOf } from './role-directory.ts';
import { openSessionSecret } from './session-secret.ts';
import { createRecordsInProcess } from './sessions/records-in-process.ts';
import { createRecordsInRedis } from './sessions/records-in-redis.ts';
import { connectSessionRedis } from './sessions/session-redis.ts';
import { createSessions } from './sessions/sessions.ts';

/** What identity needs of the rest of the gateway. */
export interface IdentityParts {
  readonly rolesOf: RolesOf;
  /** Where the key of development tokens lives; null: they are refused, as in production. */
  readonly devKeyDir: string | null;
  /** Where several gateways share sessions; null: each has its own. */
  readonly redis: RedisAddress | null;
  readonly corsOrigins: readonly string[];
  /** The profile whose help pages show; null: none. */
  readonly profileFile: string | null;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: Pick<Log, 'warn'>;
}

/** Who asks, put together: tokens, login, sessions. */
export interface Identity {
  readonly readViewer: ReadViewer;
  /** What the forms of pages carry. */
  readonly readFormGuard: ReadFormGuard;
  /** Where forms of pages may lead, redirects included: `'self'`, and the identity provider's origins known by now. */
  readonly formTargets: () => readonly string[];
  /** The guard against requests of other sites, and the routes of login; before all other routes. */
  addTo(app: FastifyInstance): void;
  close(): void;
}

/** Opens identity as configured. Rejects with a sentence where a file cannot be used. */
export async function openIdentity(config: IdentityConfig, parts: IdentityParts): Promise<Identity> {
  const { rolesOf, devKeyDir, newId, log, now } = parts;
  const login = await openLogin(config, parts);
  const readViewer = createReadViewer({
    devVerifier: devKeyDir === null ? null : await createDevVerifier(await ensureDevKey(devKeyDir, newId)),
    bearer: config.bearer && createBearer(config.bearer, log),
    sessions: login?.sessions ?? null,
    rolesOf,
    now,
  });
  return {
    readViewer,
    readFormGuard: createReadFormGuard(login?.sessions ?? null),
    formTargets: () => ["'self'", ...(login?.formOrigins() ?? [])],
    addTo: (app) => login?.addTo(app),
    close: () => login?.sessions.close(),
  };
}

/** Null where nobody logs in. */
async function openLogin(config: IdentityConfig, parts: IdentityParts) {
  const { lives, publicUrl } = config;
  const { now, rolesOf, redis, corsOrigins } = parts;
  const adapter = await adapterOf(config, parts);
  if (adapter === null) return null;
  // A provider is asked of itself now, so that the first page knows where its forms lead.
  adapter.formOrigins();
  const signingSecret = await openSessionSecret(config.secret, parts.newId);
  // Keys of their own, derived for sessions: the cache's names and values stay apart.
  const secret = createCacheSecret(Buffer.from(`sessions ${signingSecret}`));
  const records =
    redis === null
      ? createRecordsInProcess(lives, now)
      : createRecordsInRedis(connectSessionRedis(redis), secret, lives);
  const secure = publicUrl.startsWith('https://');
  const sessions = createSessions({ records, lives, secret, signingSecret, secure, now });
  const help = await readSsoHelp(parts.profileFile);
  return {
    sessions,
    formOrigins: adapter.formOrigins,
    addTo(app: FastifyInstance) {
      addSameOriginGuard(app, { publicUrl, corsOrigins }, sessions.isCarriedBy);
      addIdentityRoutes(app, { adapter, sessions, publicUrl, lives, rolesOf, help, now });
    },
  };
}

/** Only the one in use is loaded. */
async function adapterOf(
  { login, publicUrl }: IdentityConfig,
  { log }: IdentityParts,
): Promise<LoginAdapter | null> {
  switch (login.kind) {
    case 'oidc': {
      const { createOidcAdapter } = await import('./oidc/oidc-adapter.ts');
      return createOidcAdapter(login.oidc, publicUrl);
    }
    case 'cas': {
      const { createCasAdapter } = await import('./cas/cas-adapter.ts');
      return createCasAdapter({ config: login.cas, service: `${publicUrl}/login/callback`, log });
    }
    case 'none':
      return null;
    default:
      return login satisfies never;
  }
}
