import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareSupergraph } from '../../../gateway/supergraph/supergraph-sdl.ts';
import type { SubgraphUrls } from '../subgraphs/subgraph-urls.ts';

/** What a gateway's process says when it listens. */
export interface GatewayReady {
  readonly kind: 'ready';
  /** e.g. http://127.0.0.1:4000/graphql */
  readonly url: string;
}

/** What ours says of its memory when asked anything; bytes. */
export interface MemoryAnswer {
  readonly kind: 'memory';
  readonly heapUsed: number;
  readonly rss: number;
  readonly external: number;
}

/** Where the subgraphs are, as this process was told by `BENCH_SUBGRAPHS`. */
export function subgraphUrls(): SubgraphUrls {
  return JSON.parse(process.env.BENCH_SUBGRAPHS ?? '{}') as SubgraphUrls;
}

/** Says where this process listens, and ends it when the measurement has ended. */
export function tellReady(port: number): void {
  process.send?.({ kind: 'ready', url: `http://127.0.0.1:${port}/graphql` } satisfies GatewayReady);
  process.on('disconnect', () => process.exit(0));
}

/**
 * The product's supergraph with the addresses of these subgraphs, for gateways that do not enforce its rules: what says
 * that a link is for security is left out, since Apollo's gateway refuses to start before such a supergraph.
 */
export function supergraphForPeers(): string {
  const text = readFileSync(join(import.meta.dirname, '../../../schema/supergraph.graphql'), 'utf8');
  const urls = new Map(
    Object.entries(subgraphUrls()).map(([name, url]) => [name.toUpperCase(), String(url)]),
  );
  const { sdl } = prepareSupergraph(text, urls);
  return sdl.replaceAll(/(@link\([^()]*?),?\s*for:\s*SECURITY\b/g, '$1');
}
