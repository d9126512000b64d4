import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUDIENCE, DEV_ISSUER } from '../../gateway/identity/dev-token.ts';
import type { Competitor } from './competitors.ts';
import type { GatewayReady } from './gateways/told.ts';
import { installPeer } from './install-peers.ts';
import type { LoadMessage, LoadOrder, LoadResult, LoadTarget } from './load/load-messages.ts';
import { manifestText } from './queries.ts';
import { type BenchProcess, startProcess, startSilentProcess } from './start-process.ts';
import type { SubgraphsReady } from './subgraphs/subgraph-urls.ts';

/** A gateway that runs. */
export interface Running {
  readonly competitor: Competitor;
  readonly process: BenchProcess;
  readonly target: LoadTarget;
  /** Of ours: the supergraph that it follows, and what it logs. */
  readonly supergraphFile: string;
  readonly logFile: string;
}

/** Subgraphs and load, each a process, and the gateways that are started before them. */
export interface BenchWorld {
  readonly subgraphsPid: number;
  readonly start: (competitor: Competitor, execArgv?: readonly string[]) => Promise<Running>;
  readonly load: (order: LoadOrder) => Promise<LoadResult>;
  readonly dataDir: string;
  readonly end: () => Promise<void>;
}

const SUPERGRAPH = join(import.meta.dirname, '../../schema/supergraph.graphql');

/** Starts six subgraphs in one process, and the process that makes the load, which signs everybody's token. */
export async function startWorld(): Promise<BenchWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'clearance-bench-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const manifests = join(dataDir, 'manifests');
  mkdirSync(manifests);
  writeFileSync(join(manifests, 'bench.json'), manifestText());
  const subgraphs = await startProcess('subgraphs/subgraphs-process.ts', {
    logFile: join(dataDir, 'subgraphs.log'),
    env: { DATA_DIR: dataDir },
  });
  const load = startSilentProcess('load/load-process.ts', { logFile: join(dataDir, 'load.log') });
  const order = (message: LoadMessage) => load.ask(message);
  await order({ kind: 'prepare', dataDir });
  const urls = subgraphs.ready as SubgraphsReady;
  const running: BenchProcess[] = [];

  async function start(competitor: Competitor, execArgv: readonly string[] = []): Promise<Running> {
    const missing = competitor.peer && installPeer(competitor.peer);
    if (missing) throw new Error(missing);
    const supergraphFile = join(dataDir, `${competitor.name}.graphql`);
    copyFileSync(SUPERGRAPH, supergraphFile);
    const logFile = join(dataDir, `${competitor.name}.log`);
    const addresses = urls[competitor.subgraphs];
    const routing = Object.entries(addresses).map(([name, url]) => [
      `SUBGRAPH_${name.toUpperCase()}_URL`,
      url,
    ]);
    const started = await startProcess(`gateways/${competitor.file}`, {
      args: [...competitor.args, ...(competitor.isOurs ? ['--supergraph', supergraphFile] : [])],
      env: {
        ...competitor.env,
        BENCH_SUBGRAPHS: JSON.stringify(addresses),
        ...(competitor.isOurs && {
          ...Object.fromEntries(routing),
          DATA_DIR: dataDir,
          BENCH_MANIFESTS: manifests,
          ...(competitor.env.BENCH_IDENTITY === 'production' && {
            JWT_ISSUER: DEV_ISSUER,
            JWT_AUDIENCE: AUDIENCE,
            JWT_JWKS_URL: new URL('/jwks', addresses.registry).href,
          }),
        }),
      },
      logFile,
      execArgv,
    });
    running.push(started);
    const { url } = started.ready as GatewayReady;
    const asks = competitor.isOurs ? 'document' : 'text';
    return { competitor, process: started, target: { url, asks }, supergraphFile, logFile };
  }
  return {
    subgraphsPid: subgraphs.pid,
    dataDir,
    start,
    load: async (message) => (await order(message)) as LoadResult,
    end: async () => {
      await Promise.all([subgraphs, load, ...running].map((one) => one.end()));
    },
  };
}
