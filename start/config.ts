import { z } from 'zod';
import { readSubgraphConfig, type SubgraphConfig } from '../subgraphs/kit/config.ts';
import { type SubgraphName, subgraphNames } from './all-subgraphs.ts';

/** What `npm start` reads from its environment. */
export interface StartConfig {
  readonly kind: 'config';
  /** Where the gateway listens, e.g. http://127.0.0.1:4000. */
  readonly address: string;
  readonly dataDir: string;
  /** Fill an empty graph with the sample class: everywhere but in production. */
  readonly sample: boolean;
  readonly subgraphs: Readonly<Record<SubgraphName, SubgraphConfig>>;
}

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  DATA_DIR: z.string().min(1).default('.data'),
  SAMPLE: z.enum(['class', 'none']).optional(),
  NODE_ENV: z.string().default('development'),
});

/** Reads and validates everything at once; faults are listed with the name of the variable. */
export function readStartConfig(
  env: NodeJS.ProcessEnv,
): StartConfig | { kind: 'faults'; faults: readonly string[] } {
  const parsed = environment.safeParse(env);
  // The gateway owns PORT; the subgraphs take free ports on loopback.
  const read = subgraphNames.map((name) =>
    readSubgraphConfig(name, { ...env, HOST: '127.0.0.1', PORT: '0' }),
  );
  const faults = new Set(read.flatMap((one) => (one.kind === 'faults' ? one.faults : [])));
  if (!parsed.success)
    for (const { path, message } of parsed.error.issues) faults.add(`${path.join('.')}: ${message}`);
  if (faults.size > 0 || !parsed.success) return { kind: 'faults', faults: [...faults] };
  const { HOST, PORT, DATA_DIR, SAMPLE, NODE_ENV } = parsed.data;
  const subgraphs = Object.fromEntries(subgraphNames.map((name, index) => [name, read[index]]));
  return {
    kind: 'config',
    address: `http://${HOST}:${PORT}`,
    dataDir: DATA_DIR,
    sample: (SAMPLE ?? (NODE_ENV === 'production' ? 'none' : 'class')) === 'class',
    subgraphs: subgraphs as Record<SubgraphName, SubgraphConfig>,
  };
}
