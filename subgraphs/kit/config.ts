import { join } from 'node:path';
import { z } from 'zod';
import type { ServiceKeySource } from '../../wire/identity/service-keys.ts';
import { parseRedisAddress, type RedisAddress } from '../../wire/redis/redis-address.ts';
import type { DatabaseLocation } from './database/open-database.ts';

/** What one subgraph process reads from its environment, validated. */
export interface SubgraphConfig {
  readonly kind: 'config';
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly database: DatabaseLocation;
  /** Directory of everything that this machine keeps: embedded rows, services' key, lock. */
  readonly dataDir: string;
  readonly profile: string;
  readonly labels: string;
  /** Keys by which services know each other; outside production made by whoever comes first. */
  readonly serviceKeys: ServiceKeySource;
  /** Where events are published, from `REDIS_URL`; null: nowhere. */
  readonly redis: RedisAddress | null;
  readonly production: boolean;
}

/** Every fault of the environment, a sentence each. */
export interface ConfigFaults {
  readonly kind: 'faults';
  readonly faults: readonly string[];
}

const NO_KEY =
  'SERVICE_KEY_FILE: must name a file with the public key of the services that may call (in production none is made)';

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional();

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: databaseUrl,
  OWN_DATABASE_URL: databaseUrl,
  PROFILE: z.enum(['current', '2020']).default('current'),
  LABELS: z.enum(['guide-text', 'guide-figures']).default('guide-text'),
  NODE_ENV: z.string().default('development'),
  SERVICE_KEY_FILE: z.string().optional(),
  REDIS_URL: z.string().optional().transform(readRedis),
});

/**
 * Reads the configuration of a subgraph.
 *
 * `<NAME>_DATABASE_URL` wins over `DATABASE_URL`; without either the rows are embedded under `DATA_DIR`.
 */
export function readSubgraphConfig(name: string, env: NodeJS.ProcessEnv): SubgraphConfig | ConfigFaults {
  const own = `${name.toUpperCase()}_DATABASE_URL`;
  const parsed = environment.safeParse({ ...env, OWN_DATABASE_URL: env[own] });
  const faults = env.NODE_ENV === 'production' && !env.SERVICE_KEY_FILE ? [NO_KEY] : [];
  if (!parsed.success) faults.push(...parsed.error.issues.map((issue) => sentence(issue, own, env)));
  if (!parsed.success || faults.length > 0) return { kind: 'faults', faults };
  const { HOST, PORT, DATA_DIR, DATABASE_URL, OWN_DATABASE_URL, PROFILE, LABELS, NODE_ENV, REDIS_URL } =
    parsed.data;
  const url = OWN_DATABASE_URL ?? DATABASE_URL;
  const production = NODE_ENV === 'production';
  return {
    kind: 'config',
    host: HOST,
    port: PORT,
    database:
      url === undefined
        ? { kind: 'embedded', directory: join(DATA_DIR, 'pglite') }
        : { kind: 'postgres', url },
    dataDir: DATA_DIR,
    profile: PROFILE,
    labels: LABELS,
    serviceKeys: serviceKeySource(parsed.data),
    redis: REDIS_URL,
    production,
  };
}

// An empty variable is one that was not set: a shell cannot say it otherwise.
function readRedis(text: string | undefined, context: z.RefinementCtx): RedisAddress | null {
  const address = text ? parseRedisAddress(text) : null;
  if (text && address === null)
    context.addIssue('must be a redis://, redis-cluster:// or redis-sentinel:// address');
  return address;
}

function serviceKeySource({
  DATA_DIR,
  SERVICE_KEY_FILE,
}: {
  readonly DATA_DIR: string;
  readonly SERVICE_KEY_FILE?: string | undefined;
}): ServiceKeySource {
  if (SERVICE_KEY_FILE) return { kind: 'given', file: SERVICE_KEY_FILE };
  return { kind: 'made', file: join(DATA_DIR, 'keys', 'service.json') };
}

function sentence(issue: z.core.$ZodIssue, own: string, env: NodeJS.ProcessEnv): string {
  const key = issue.path[0] === 'OWN_DATABASE_URL' ? own : String(issue.path[0]);
  // An address of a database or Redis may carry a password, so its value is not repeated.
  const found = /(DATABASE|REDIS)_URL$/.test(key) ? '' : `, found ${JSON.stringify(env[key])}`;
  return `${key}: ${issue.message}${found}`;
}
