import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Installs Debian packages that a test needs; a minute or two, once a machine.
 *
 * Rejects with a sentence that says what for and names the cure where apt may not be used (not root, no apt) and where
 * the installation fails.
 *
 * @param purpose e.g. `The browser tests need Chromium`
 * @param cure what a person can do instead
 */
export async function installDebianPackages(
  packages: readonly string[],
  purpose: string,
  cure: string,
): Promise<void> {
  const refuse = (why: string) => new Error(`${purpose}, and it could not be installed: ${why}. ${cure}`);
  if (process.getuid?.() !== 0) throw refuse('only root may install it');
  if (!existsSync('/usr/bin/apt-get')) throw refuse('this system has no apt');
  try {
    await runApt('update');
    await runApt('install', '-y', '--no-install-recommends', ...packages);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

/** Runs apt-get; while another process (a test file that installs something else) holds one of apt's locks, waits up to 5 minutes. */
async function runApt(...command: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const deadline = performance.now() + 300_000;
  for (;;) {
    try {
      await run('apt-get', ['-qq', ...command], { env });
      return;
    } catch (error) {
      const locked = error instanceof Error && /could not get lock|unable to lock/i.test(error.message);
      if (!locked || performance.now() > deadline) throw error;
      await setTimeout(1_000);
    }
  }
}
