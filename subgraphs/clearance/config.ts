import { z } from 'zod';
import { parseRedisAddress, type RedisAddress } from '../../wire/redis/redis-address.ts';
import { type ExportSettings, readExportSettings } from './exports/export-settings.ts';
import { type FormConfig, readFormConfig } from './form/form-config.ts';
import type { AddressOf, SubgraphAddress } from './reads/fresh-reads.ts';
import type { ReportSettings } from './reports/report-ports.ts';
import { readReportSettings } from './reports/report-settings.ts';

/** What the clearance subgraph reads from its environment beside what every subgraph does. */
export interface ClearanceConfig {
  readonly kind: 'config';
  /** `SUBGRAPH_<NAME>_URL`, with `SUBGRAPH_<NAME>_READS_PER_SECOND` where the department stands only so many. */
  readonly addressOf: AddressOf;
  /** `REDIS_LOCK_URL`, else `REDIS_URL`; null: locks in process. */
  readonly redisLock: RedisAddress | null;
  readonly form: FormConfig;
  /** `REPORTS_READS_PER_SECOND`, `REPORTS_POLL_SECONDS`; null where `REPORTS=off`. */
  readonly reports: ReportSettings | null;
  /** `EXPORT_MOST_ROWS`, `EXPORTS_PER_DAY`, `EXPORT_KEEP_HOURS`. */
  readonly exports: ExportSettings;
}

const url = z.url({ protocol: /^https?$/ });
const rate = z.coerce.number().int().min(1).max(100_000);

/** Reads and validates everything at once; faults are listed with the name of the variable, never with its value. */
export function readClearanceConfig(
  env: NodeJS.ProcessEnv,
): ClearanceConfig | { readonly kind: 'faults'; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const addresses = new Map<string, SubgraphAddress>();
  for (const [key, value] of Object.entries(env)) {
    const name = /^SUBGRAPH_([A-Z0-9_]+)_URL$/.exec(key)?.[1];
    if (name === undefined || !value) continue;
    const perSecond = readRate(`SUBGRAPH_${name}_READS_PER_SECOND`, env, faults);
    if (url.safeParse(value).success) addresses.set(name, { url: value, perSecond });
    else faults.push(`${key}: must be an http(s) address`);
  }
  const lockKey = env.REDIS_LOCK_URL ? 'REDIS_LOCK_URL' : 'REDIS_URL';
  const lockUrl = env[lockKey];
  const redisLock = lockUrl ? parseRedisAddress(lockUrl) : null;
  if (lockUrl && !redisLock)
    faults.push(`${lockKey}: must be a redis://, redis-cluster:// or redis-sentinel:// address`);
  const reports = readReportSettings(env, faults);
  const exports = readExportSettings(env, faults);
  const form = readFormConfig(env);
  if (form.kind === 'faults') return { kind: 'faults', faults: [...faults, ...form.faults] };
  if (faults.length > 0) return { kind: 'faults', faults };
  return {
    kind: 'config',
    addressOf: (name) => addresses.get(variableOf(name)),
    redisLock,
    form,
    reports,
    exports,
  };
}

function readRate(key: string, env: NodeJS.ProcessEnv, faults: string[]): number | null {
  if (!env[key]) return null;
  const parsed = rate.safeParse(env[key]);
  if (parsed.success) return parsed.data;
  faults.push(`${key}: must be a whole number of requests a second`);
  return null;
}

/** `lab-safety` to `LAB_SAFETY`. */
function variableOf(name: string): string {
  return name.replaceAll('-', '_').toUpperCase();
}
