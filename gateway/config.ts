import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ServiceKeySource } from '../wire/identity/service-keys.ts';
import type { RedisAddress } from '../wire/redis/redis-address.ts';
import type { RequestLimits } from './engine/run-operation.ts';
import { type AdmissionLimits, defaultAdmission } from './http/admission.ts';
import { type IdentityConfig, readIdentityConfig } from './identity/identity-config.ts';
import { defaultLiveLimits, type LiveLimits } from './live/live-limits.ts';
import type { LogLevel } from './observe/log.ts';
import { type ObserveConfig, observeConfigOf } from './observe/observe-config.ts';
import { findFontFile } from './pages/font-file.ts';
import type { QueryLimits } from './request/limits/query-limits.ts';
import { readLimitsConfig } from './request/limits-config.ts';
import type { RateLimits } from './request/rates.ts';
import { settings, url } from './settings.ts';
import { type BatchBounds, defaultBatchBounds } from './upstream/batch/batch-bounds.ts';
import type { UpstreamLimits } from './upstream/department-client.ts';
import { defaultBudget, type ReadBudget } from './upstream/resilience/budget.ts';

/**
 * `open`: any supergraph, no login, no rules, development only. `development`: ours, with development tokens.
 * `production`: without them, and with keys that somebody made.
 */
export type Mode = 'open' | 'development' | 'production';

/** Everything the gateway can be told; read once. */
export interface GatewayConfig {
  readonly mode: Mode;
  /** Absolute path of the composed supergraph, watched for changes. */
  readonly supergraphFile: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Where the development key lives. */
  readonly dataDir: string;
  /** The profile whose `units` errors name; null: none. */
  readonly profileFile: string | null;
  /** Routing URLs that replace the supergraph's, by the name of the join__Graph value: LIBRARY. */
  readonly departmentUrls: ReadonlyMap<string, string>;
  /** Addresses that must each have answered 200 once before the gateway calls itself ready. */
  readonly waitFor: readonly string[];
  /** Where the built GraphiQL lies; null: not served. */
  readonly graphiqlDir: string | null;
  /** Where the built pages lie; null: not served. */
  readonly webDir: string | null;
  /** A font with Chinese characters for the PDF form; null: none was found. */
  readonly fontFile: string | null;
  /** `trusted`: students and callers without a name run documents of a manifest only. `any`: everybody runs any document. */
  readonly documents: 'any' | 'trusted';
  /** Where the manifests of trusted documents lie; null: there are none. */
  readonly manifestDir: string | null;
  /** Origins whose pages may read answers, `https://host[:port]`. */
  readonly corsOrigins: readonly string[];
  /** Addresses (or CIDR blocks) of reverse proxies whose `X-Forwarded-For` is believed; empty: nobody's. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: LogLevel;
  readonly observing: ObserveConfig;
  /** Keys by which subgraphs know the gateway; null in front of a foreign supergraph, which knows nothing of them. */
  readonly serviceKeys: ServiceKeySource | null;
  /** How people and programs prove who they are; null in front of a foreign supergraph. */
  readonly identity: IdentityConfig | null;
  readonly rates: RateLimits;
  /** What a document may be that no manifest holds. */
  readonly queryLimits: QueryLimits;
  /** `off`: every display read goes to the departments. */
  readonly cache: 'on' | 'off';
  /** Where the cache is shared between gateways; null: each has its own. */
  readonly redis: RedisAddress | null;
  /** The secret that values and names in Redis are hidden by; null: one of this data directory. */
  readonly cacheKeyFile: string | null;
  /** What a department is given of reads. */
  readonly budget: ReadBudget;
  /** How much of what requests ask a department at the same time shares a call. */
  readonly batches: BatchBounds;
  /** What plans and executes operations. */
  readonly engine: 'apollo' | 'compiled';
  /** Milliseconds between saying that it is going (`/readyz` is 503) and taking no more connections. */
  readonly drainMs: number;
  readonly maxBodyBytes: number;
  readonly limits: UpstreamLimits & RequestLimits;
  readonly admission: AdmissionLimits;
  readonly live: LiveLimits;
}

/** A configuration, or every fault of it, one sentence each. */
export type ConfigRead =
  | { readonly kind: 'config'; readonly config: GatewayConfig }
  | { readonly kind: 'faulty'; readonly faults: readonly string[] };

/** Milliseconds and bytes that hold unless a test says otherwise. */
export const defaultLimits: GatewayConfig['limits'] = {
  connectTimeoutMs: 200,
  fetchTimeoutMs: 800,
  mutationTimeoutMs: 6_000,
  queryDeadlineMs: 1_500,
  mutationDeadlineMs: 6_000,
  maxResponseBytes: 8 * 1024 * 1024,
};

const flags = {
  supergraph: { type: 'string' },
  port: { type: 'string' },
  open: { type: 'boolean' },
} as const;
const DEPARTMENT_URL = /^SUBGRAPH_([A-Z0-9_]+)_URL$/;

/** Reads environment and arguments (`[--supergraph FILE] [--port N] [--open]`); `root` is the project's directory. */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[], root: string): ConfigRead {
  const faults: string[] = [];
  const given = readFlags(args, faults);
  const read = settings.safeParse({
    ...withoutEmpty(env),
    ...(given.port !== undefined && { PORT: given.port }),
  });
  if (!read.success)
    faults.push(...read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const departmentUrls = readDepartmentUrls(env, faults);
  const isProduction = env.NODE_ENV === 'production';
  if (given.open && isProduction)
    faults.push('--open is for development; it is refused with NODE_ENV=production.');
  if (given.open && env.DOCUMENTS === 'trusted')
    faults.push('DOCUMENTS=trusted needs a manifest, and --open has none.');
  if (!given.open && isProduction && !env.SERVICE_KEY_FILE)
    faults.push('SERVICE_KEY_FILE: is needed in production; npm run new-key -- service FILE makes one.');
  const identity = given.open ? null : readIdentity(env, isProduction, read.data);
  if (identity?.kind === 'faulty') faults.push(...identity.faults);
  const limitsRead = readLimitsConfig(env);
  if (limitsRead.kind === 'faulty') faults.push(...limitsRead.faults);
  if (!read.success || identity?.kind === 'faulty' || limitsRead.kind === 'faulty' || faults.length > 0)
    return { kind: 'faulty', faults };

  const { PORT, HOST, DATA_DIR, PROFILE, LOG_LEVEL, WAIT_FOR, DOCUMENTS, CORS_ORIGINS, ENGINE } = read.data;
  const { METRICS_TOKEN, SERVICE_KEY_FILE, DRAIN_MS, REDIS_URL = null, CACHE, CACHE_KEY_FILE } = read.data;
  const config: GatewayConfig = {
    mode: given.open ? 'open' : isProduction ? 'production' : 'development',
    supergraphFile: given.supergraph ? resolve(given.supergraph) : join(root, 'schema/supergraph.graphql'),
    host: HOST,
    port: PORT,
    dataDir: resolve(DATA_DIR),
    profileFile: given.open ? null : join(root, 'data/profiles', `${PROFILE}.yml`),
    departmentUrls,
    waitFor: WAIT_FOR,
    graphiqlDir: join(root, 'web/dist/graphiql'),
    webDir: given.open ? null : join(root, 'web/dist'),
    fontFile: findFontFile(read.data.FORM_FONT_FILE),
    documents: DOCUMENTS ?? (isProduction ? 'trusted' : 'any'),
    manifestDir: given.open ? null : join(root, 'schema/documents'),
    corsOrigins: CORS_ORIGINS,
    trustedProxies: read.data.TRUST_PROXY,
    logLevel: LOG_LEVEL,
    observing: observeConfigOf(env, isProduction, METRICS_TOKEN),
    serviceKeys: given.open ? null : serviceKeySource(SERVICE_KEY_FILE, DATA_DIR, isProduction),
    identity: identity?.config ?? null,
    ...limitsRead.config,
    cache: given.open ? 'off' : CACHE,
    redis: given.open ? null : REDIS_URL,
    cacheKeyFile: CACHE_KEY_FILE ? resolve(CACHE_KEY_FILE) : null,
    budget: defaultBudget,
    batches: {
      ...defaultBatchBounds,
      size: read.data.BATCH_ENTITIES,
      gatherMs: read.data.BATCH_WAIT_MS,
    },
    engine: ENGINE,
    drainMs: DRAIN_MS ?? (isProduction ? 5_000 : 0),
    maxBodyBytes: 1024 * 1024,
    limits: defaultLimits,
    admission: defaultAdmission,
    live: defaultLiveLimits,
  };
  return { kind: 'config', config };
}

function readIdentity(
  env: NodeJS.ProcessEnv,
  production: boolean,
  { HOST, PORT, DATA_DIR }: { HOST: string; PORT: number; DATA_DIR: string } = {
    HOST: '127.0.0.1',
    PORT: 4000,
    DATA_DIR: '.data',
  },
) {
  return readIdentityConfig(env, { production, dataDir: DATA_DIR, address: `http://${HOST}:${PORT}` });
}

/** As the subgraphs do it: whoever comes first makes the key, except in production. */
function serviceKeySource(
  given: string | undefined,
  dataDir: string,
  isProduction: boolean,
): ServiceKeySource | null {
  if (given !== undefined) return { kind: 'given', file: resolve(given) };
  return isProduction ? null : { kind: 'made', file: join(resolve(dataDir), 'keys', 'service.json') };
}

function readFlags(args: readonly string[], faults: string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true }).values;
  } catch (error) {
    faults.push(`${(error as Error).message} Known are --supergraph FILE, --port N and --open.`);
    return {};
  }
}

/** An empty variable is one that was not set: a shell cannot say it otherwise. */
function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

function readDepartmentUrls(env: NodeJS.ProcessEnv, faults: string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(withoutEmpty(env))) {
    const name = DEPARTMENT_URL.exec(key)?.[1];
    if (name === undefined) continue;
    if (url.safeParse(value).success) found.set(name, value);
    else faults.push(`${key}: "${value}" is no http(s) URL`);
  }
  return found;
}
