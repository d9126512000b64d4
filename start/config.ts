import { join } from 'node:path';
import { z } from 'zod';
import { readConfig as readGatewayConfig } from '../gateway/config.ts';
import { type ClearanceConfig, readClearanceConfig } from '../subgraphs/clearance/config.ts';
import { readSubgraphConfig, type SubgraphConfig } from '../subgraphs/kit/config.ts';
import { type ObserveConfig, readObserveConfig } from '../subgraphs/kit/observe/observe-config.ts';
import { type SubgraphName, subgraphNames } from './all-subgraphs.ts';

/** What `npm start` reads from its environment. */
export interface StartConfig {
  readonly kind: 'config';
  /** Where the gateway listens, e.g. http://127.0.0.1:4000. */
  readonly address: string;
  readonly dataDir: string;
  /** Fill an empty graph with the sample class: everywhere but in production. */
  readonly sample: boolean;
  /** No development tokens, no GraphiQL, no sample. */
  readonly production: boolean;
  readonly subgraphs: Readonly<Record<SubgraphName, SubgraphConfig>>;
  readonly clearance: ClearanceConfig;
  readonly observing: ObserveConfig;
}

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  // The greeting and a later command must know it, so a free one cannot be asked for.
  PORT: z.coerce.number().int().min(1).max(65_535).default(4000),
  DATA_DIR: z.string().min(1).default('.data'),
  SAMPLE: z.enum(['class', 'none']).optional(),
  NODE_ENV: z.string().default('development'),
});

/** Reads and validates everything at once; faults are listed with the name of the variable. */
export function readStartConfig(
  given: NodeJS.ProcessEnv,
): StartConfig | { kind: 'faults'; faults: readonly string[] } {
  // An empty variable is one that was not set: a shell cannot say it otherwise.
  const env = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(env);
  // The gateway owns PORT; the subgraphs take free ports on loopback.
  const read = subgraphNames.map((name) =>
    readSubgraphConfig(name, { ...env, HOST: '127.0.0.1', PORT: '0' }),
  );
  const clearance = readClearanceConfig(env);
  const observing = readObserveConfig(env);
  const faults = new Set(
    [...read, clearance, observing].flatMap((one) => (one.kind === 'faults' ? one.faults : [])),
  );
  const gateway = readGatewayConfig(env, [], join(import.meta.dirname, '..'));
  if (gateway.kind === 'faulty') for (const fault of gateway.faults) faults.add(fault);
  if (!parsed.success)
    for (const { path, message } of parsed.error.issues) faults.add(`${path.join('.')}: ${message}`);
  const production = env.NODE_ENV === 'production';
  if (production && env.SAMPLE === 'class')
    faults.add('SAMPLE: the sample class is never imported in production');
  if (faults.size > 0 || !parsed.success || clearance.kind === 'faults' || observing.kind === 'faults')
    return { kind: 'faults', faults: [...faults] };
  const { HOST, PORT, DATA_DIR, SAMPLE } = parsed.data;
  const subgraphs = Object.fromEntries(subgraphNames.map((name, index) => [name, read[index]]));
  return {
    kind: 'config',
    address: `http://${HOST}:${PORT}`,
    dataDir: DATA_DIR,
    sample: (SAMPLE ?? (production ? 'none' : 'class')) === 'class',
    production,
    subgraphs: subgraphs as Record<SubgraphName, SubgraphConfig>,
    clearance,
    observing,
  };
}
