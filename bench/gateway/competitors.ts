import type { PeerFolder } from './gateways/peer-packages.ts';
import type { SubgraphsReady } from './subgraphs/subgraph-urls.ts';

/** A gateway that is measured, as a process of its own. */
export interface Competitor {
  readonly name: string;
  readonly title: string;
  /** In `gateways/`. */
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Packages that must be installed first; null: the product's own suffice. */
  readonly peer: PeerFolder | null;
  /** Which form of the subgraphs it knows. */
  readonly subgraphs: Exclude<keyof SubgraphsReady, 'kind'>;
  /** Ours has login, trusted documents, limits, metrics and logs; the others have nothing of it. */
  readonly isOurs: boolean;
  /** Whether it remembers answers, so that the first look and later ones are measured apart. */
  readonly remembers: boolean;
}

const peer = {
  args: [],
  env: { NODE_ENV: 'production' },
  peer: null,
  subgraphs: 'federation2',
  isOurs: false,
  remembers: false,
} as const;

/** The one that the others are compared with. */
export const FLOOR = 'floor';

/** All of them, in the order of the table. */
export const competitors: readonly Competitor[] = [
  {
    ...peer,
    name: 'apollo',
    title: 'Apollo Server + @apollo/gateway, as they come',
    file: 'apollo-process.ts',
  },
  {
    ...peer,
    name: 'apollo-tuned',
    title: 'Apollo tuned: own undici data source, bare node:http',
    file: 'apollo-tuned-process.ts',
  },
  { ...peer, name: 'hive', title: 'Hive gateway-runtime', file: 'hive-process.ts', peer: 'hive' },
  {
    ...peer,
    name: 'hive-rust',
    title: 'Hive gateway-runtime, Rust planner',
    file: 'hive-process.ts',
    args: ['rust'],
    peer: 'hive',
  },
  {
    ...peer,
    name: 'mercurius',
    title: 'mercurius gateway, jit (no @requires: clearance knows the outcomes itself)',
    file: 'mercurius-process.ts',
    peer: 'mercurius',
    subgraphs: 'federation1',
  },
  { ...peer, name: FLOOR, title: 'written by hand, same six fetches (the floor)', file: 'floor-process.ts' },
  ours('ours-apollo', "ours, Apollo's engine", { ENGINE: 'apollo', CACHE: 'off' }),
  ours('ours-apollo-cached', "ours, Apollo's engine, cache", { ENGINE: 'apollo', CACHE: 'on' }),
  ours('ours', 'ours, roles in the tokens', { ENGINE: 'compiled', CACHE: 'off' }),
  ours('ours-cached', 'ours, roles in the tokens, cache', { ENGINE: 'compiled', CACHE: 'on' }),
  ours('ours-roles', "ours as in production: an issuer's tokens, roles asked of the registry", {
    ENGINE: 'compiled',
    CACHE: 'off',
    BENCH_IDENTITY: 'production',
  }),
  ours('ours-roles-cached', 'ours as in production, cache', {
    ENGINE: 'compiled',
    CACHE: 'on',
    BENCH_IDENTITY: 'production',
  }),
];

/**
 * Limits, metrics and logs as in production, but that a measurement's callers come more often than a rate allows. Production believes no role
 * that stands in a token: only `BENCH_IDENTITY=production` asks, as production does.
 */
function ours(name: string, title: string, env: Readonly<Record<string, string>>): Competitor {
  return {
    ...peer,
    name,
    title,
    file: 'ours-process.ts',
    args: ['--port', '0'],
    env: {
      ...env,
      DOCUMENTS: 'trusted',
      LOG_LEVEL: 'info',
      RATE_PER_SECOND: '1000000',
      RATE_BURST: '1000000',
    },
    isOurs: true,
    remembers: env.CACHE === 'on',
  };
}
