import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Folders of packages that are installed for this measurement only; each has versions of graphql of its own. */
export type PeerFolder = 'hive' | 'mercurius';

/** Where a peer's package.json is, and its packages once they are installed. */
export function peerDir(folder: PeerFolder): string {
  return join(import.meta.dirname, '../../peers', folder);
}

/** Whether the peer's packages are installed. */
export function isInstalled(folder: PeerFolder): boolean {
  return existsSync(join(peerDir(folder), 'node_modules', '.package-lock.json'));
}

/**
 * A package of a peer's folder, the copies of its neighbours with it. By path and not by an import of its name, since the
 * product does not depend on it and most checkouts lack it. Throws where it is not installed.
 */
export function requirePeer<Exports>(folder: PeerFolder, name: string): Exports {
  return createRequire(join(peerDir(folder), 'package.json'))(name) as Exports;
}
