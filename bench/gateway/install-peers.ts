import { spawnSync } from 'node:child_process';
import { isInstalled, type PeerFolder, peerDir } from './gateways/peer-packages.ts';

/** Installs a peer's packages, exact versions, where they are not there yet; says why not where that fails. */
export function installPeer(folder: PeerFolder): string | null {
  if (isInstalled(folder)) return null;
  console.log(`installing bench/peers/${folder}`);
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: peerDir(folder),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return status === 0 ? null : `npm ci in bench/peers/${folder} ended with ${status}`;
}
