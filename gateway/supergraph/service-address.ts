import type { LoadedSupergraph } from '../engine/engine.ts';
import { subgraphsOf } from './departments.ts';

/** Where a subgraph serves something beside its graph, e.g. `http://127.0.0.1:4101/roles`; null: no such subgraph is known. */
export type ServiceAddress = (subgraph: string, path: string) => string | null;

/** Addresses by the supergraph in use at the time of asking; each supergraph is read once. */
export function createServiceAddress(current: () => LoadedSupergraph | null): ServiceAddress {
  let read: { readonly sdl: string; readonly urls: ReadonlyMap<string, string> } | null = null;
  return (subgraph, path) => {
    const sdl = current()?.supergraphSdl;
    if (sdl === undefined) return null;
    if (read?.sdl !== sdl)
      read = { sdl, urls: new Map(subgraphsOf(sdl).map(({ name, url }) => [name, url])) };
    const url = read.urls.get(subgraph);
    return url !== undefined && URL.canParse(url) ? new URL(path, url).href : null;
  };
}
