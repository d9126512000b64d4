import { existsSync } from 'node:fs';
import { installDebianPackages } from './debian-packages.ts';

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
 * The path of a Chromium to test with: CHROMIUM_PATH when set, else Debian's, installed with apt (and a Chinese font)
 * when it is absent. Rejects with a sentence that names the cure where neither is to be had.
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
  if (!existsSync(debianPath)) {
    await installDebianPackages(
      ['chromium', 'fonts-noto-cjk'],
      'The browser tests need Chromium',
      'Install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH to its executable.',
    );
  }
  return debianPath;
}
