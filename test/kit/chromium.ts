import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const debianPath = '/usr/bin/chromium';

/** The arguments with which Chromium starts on a machine without display, GPU or network, also as root. */
export const chromiumArguments: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let found: Promise<string> | undefined;

/**
 * The path of a Chromium to test with: CHROMIUM_PATH when set, else Debian's, installed with apt (and a Chinese font) when
 * it is absent; that takes a minute or two, once. Rejects with a sentence that names the cure where CHROMIUM_PATH points
 * nowhere, where apt may not be used (not root, no apt) and where the installation fails.
 */
export function ensureChromium(): Promise<string> {
  found ??= findOrInstall();
  return found;
}

async function findOrInstall(): Promise<string> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen !== undefined && chosen !== '') {
    if (existsSync(chosen)) return chosen;
    throw new Error(
      `CHROMIUM_PATH is "${chosen}", and there is no such file. Point it at a Chromium or unset it.`,
    );
  }
  if (existsSync(debianPath)) return debianPath;
  if (process.getuid?.() !== 0) throw cannotInstall('only root may install it');
  if (!existsSync('/usr/bin/apt-get')) throw cannotInstall('this system has no apt');
  await install();
  if (!existsSync(debianPath)) throw cannotInstall(`apt installed the package, but not ${debianPath}`);
  return debianPath;
}

async function install(): Promise<void> {
  try {
    await runApt('update');
    await runApt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  } catch (error) {
    throw cannotInstall(error instanceof Error ? error.message : String(error));
  }
}

/** Runs apt-get; while another process (a test that installs a database) holds one of apt's locks, waits up to 5 minutes. */
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

function cannotInstall(why: string): Error {
  return new Error(
    `The browser tests need Chromium, and it could not be installed: ${why}. ` +
      'Install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH to its executable.',
  );
}
