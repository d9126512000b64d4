import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type BearerConfig, readBearerConfig } from './bearer/bearer-config.ts';
import { type CasConfig, readCasConfig } from './cas/cas-config.ts';
import { type OidcConfig, readOidcConfig } from './oidc/oidc-config.ts';
import { MIN_SECRET_LENGTH, type SessionSecretSource } from './session-secret.ts';
import type { SessionLives } from './sessions/session-records.ts';

/** How people log in. */
export type LoginConfig =
  | { readonly kind: 'none' }
  | { readonly kind: 'oidc'; readonly oidc: OidcConfig }
  | { readonly kind: 'cas'; readonly cas: CasConfig };

/** Everything about login and sessions that can be configured. */
export interface IdentityConfig {
  readonly login: LoginConfig;
  /** Whose tokens the API takes; null: nobody's. */
  readonly bearer: BearerConfig | null;
  /** Where browsers reach the gateway, `https://host[:port]`, nothing behind it. */
  readonly publicUrl: string;
  readonly secret: SessionSecretSource;
  readonly lives: SessionLives;
}

/** A configuration, or every fault of it, one sentence each. */
export type IdentityConfigRead =
  | { readonly kind: 'config'; readonly config: IdentityConfig }
  | { readonly kind: 'faulty'; readonly faults: readonly string[] };

const LOGIN_MS = 10 * 60_000;
const minutes = z.coerce.number('must be a number').int('must be whole').min(1);
const settings = z.object({
  LOGIN: z
    .enum(['oidc', 'cas', 'none'], { error: ({ input }) => `"${String(input)}" is not oidc, cas or none` })
    .default('none'),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'must be https://host or https://host:port, nothing behind it')
    .optional(),
  // Secrets are not repeated.
  SESSION_SECRET: z
    .string()
    .min(MIN_SECRET_LENGTH, `needs at least ${MIN_SECRET_LENGTH} characters`)
    .optional(),
  SESSION_SECRET_FILE: z.string().optional(),
  SESSION_IDLE_MINUTES: minutes.max(24 * 60, 'must be at most a day').default(30),
  SESSION_HOURS: minutes.max(24 * 7, 'must be at most a week').default(8),
});

/** What the rest of the gateway's configuration says. */
export interface IdentityContext {
  readonly production: boolean;
  readonly dataDir: string;
  /** Where browsers reach the gateway unless PUBLIC_URL says otherwise; development only. */
  readonly address: string;
}

/** Reads LOGIN, PUBLIC_URL, OIDC_*, CAS_*, JWT_*, SESSION_*; an empty variable is one that was not set. */
export function readIdentityConfig(given: NodeJS.ProcessEnv, context: IdentityContext): IdentityConfigRead {
  const env = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const faults: string[] = [];
  const read = settings.safeParse(env);
  if (!read.success) faults.push(...read.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`));
  const login = readLogin(env, context.production, faults);
  const bearer = readBearerConfig(env, context.production);
  if (bearer.kind === 'faulty') faults.push(...bearer.faults);
  const isUsed = env.LOGIN === 'oidc' || env.LOGIN === 'cas';
  if (context.production && isUsed) faults.push(...faultsOfProduction(env));
  if (env.SESSION_SECRET !== undefined && env.SESSION_SECRET_FILE !== undefined)
    faults.push('SESSION_SECRET: set it or SESSION_SECRET_FILE, not both');
  if (!read.success || bearer.kind === 'faulty' || faults.length > 0) return { kind: 'faulty', faults };
  const { PUBLIC_URL = browsersAddress(context.address), SESSION_IDLE_MINUTES, SESSION_HOURS } = read.data;
  const config: IdentityConfig = {
    login,
    bearer: bearer.config,
    publicUrl: PUBLIC_URL,
    secret: secretSource(read.data, context.dataDir),
    lives: {
      idleMs: SESSION_IDLE_MINUTES * 60_000,
      absoluteMs: SESSION_HOURS * 3_600_000,
      loginMs: LOGIN_MS,
    },
  };
  return { kind: 'config', config };
}

function readLogin(
  env: Record<string, string | undefined>,
  production: boolean,
  faults: string[],
): LoginConfig {
  if (env.LOGIN === 'oidc') {
    const oidc = readOidcConfig(env, production);
    if (!('length' in oidc)) return { kind: 'oidc', oidc };
    faults.push(...oidc);
  }
  if (env.LOGIN === 'cas') {
    const read = readCasConfig(env, production);
    if (read.kind === 'faulty') faults.push(...read.faults);
    else if (read.config === null) faults.push('CAS_URL: is needed with LOGIN=cas');
    else return { kind: 'cas', cas: read.config };
  }
  return { kind: 'none' };
}

function faultsOfProduction({
  PUBLIC_URL,
  SESSION_SECRET,
  SESSION_SECRET_FILE,
}: NodeJS.ProcessEnv): string[] {
  const faults: string[] = [];
  if (!PUBLIC_URL?.startsWith('https://')) faults.push('PUBLIC_URL: must be set, and https, in production');
  if (SESSION_SECRET === undefined && SESSION_SECRET_FILE === undefined)
    faults.push('SESSION_SECRET: it or SESSION_SECRET_FILE must be set in production');
  return faults;
}

function secretSource(
  {
    SESSION_SECRET,
    SESSION_SECRET_FILE,
  }: { SESSION_SECRET?: string | undefined; SESSION_SECRET_FILE?: string | undefined },
  dataDir: string,
): SessionSecretSource {
  if (SESSION_SECRET !== undefined) return { kind: 'text', text: SESSION_SECRET };
  if (SESSION_SECRET_FILE !== undefined) return { kind: 'given', file: resolve(SESSION_SECRET_FILE) };
  return { kind: 'made', file: join(resolve(dataDir), 'keys', 'session.json') };
}

/** Nobody browses to "every address". */
function browsersAddress(address: string): string {
  return address.replace(/\/\/(0\.0\.0\.0|\[?::\]?)(?=:\d+$)/, '//127.0.0.1');
}

function isOrigin(text: string): boolean {
  return /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '') && new URL(text).origin === text;
}
