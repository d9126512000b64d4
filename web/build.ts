// Builds web/dist where its inputs changed: `node web/build.ts`, `npm run prepare`, `npm start`.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { compressFiles } from './build/compress-files.ts';
import { fingerprintInputs } from './build-inputs.ts';
import { type BuildPart, buildParts } from './build-parts.ts';

const webDirectory = import.meta.dirname;
const lockfile = join(webDirectory, '..', 'package-lock.json');

/** What ensureWebBuild did. `directory` holds `graphiql`, `pages` and `render`; `seconds` is the time the build took. */
export type WebBuild =
  | { kind: 'current'; directory: string }
  | { kind: 'built'; directory: string; seconds: number }
  | { kind: 'unavailable'; reason: string };

/**
 * Makes each part of `distDirectory` match its sources and says how: `current` when all did already (milliseconds, nothing
 * loaded), `built` after a build of those that did not (seconds), `unavailable` when one does not match and the build tools
 * are not installed (`npm ci --omit=dev`). Rejects when a build fails, with what it printed; an earlier build stays. A finished
 * build is moved into place whole, so that a server or a second build beside it never meets half of one.
 */
export async function ensureWebBuild(distDirectory = join(webDirectory, 'dist')): Promise<WebBuild> {
  const directory = distDirectory;
  const stale = buildParts
    .map((part) => ({ part, inputs: fingerprintInputs(part, webDirectory, lockfile) }))
    .filter(({ part, inputs }) => !isBuiltFrom(part, inputs, distDirectory));
  if (stale.length === 0) return { kind: 'current', directory };

  const vite = findVite();
  if (vite === null) {
    const reason = 'the build tools are missing; run npm ci without --omit=dev';
    return { kind: 'unavailable', reason };
  }
  const start = performance.now();
  const staging = join(distDirectory, `.staging-${process.pid}`);
  try {
    for (const { part, inputs } of stale) {
      await runVite(vite, part, join(staging, part.name));
      if (part.compressed) await compressFiles(join(staging, part.name));
      publish(part, inputs, staging, distDirectory);
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return { kind: 'built', directory, seconds: (performance.now() - start) / 1000 };
}

function isBuiltFrom({ name, mark }: BuildPart, inputs: string, distDirectory: string): boolean {
  const stamp = stampOf(name, distDirectory);
  return (
    existsSync(join(distDirectory, name, mark)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs
  );
}

function stampOf(name: string, distDirectory: string): string {
  return join(distDirectory, `.inputs-${name}`);
}

function findVite(): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve('vite/package.json');
    return join(dirname(manifest), 'bin', 'vite.js');
  } catch {
    return null;
  }
}

/**
 * A process of its own: the bundler's memory goes when it ends instead of staying with `npm start`, and NODE_ENV is
 * ours to set (under a test runner it would be `test`, and React's development build would be bundled).
 */
async function runVite(vite: string, part: BuildPart, outDirectory: string): Promise<void> {
  const config = join(webDirectory, part.config);
  await promisify(execFile)(
    process.execPath,
    [vite, 'build', '--config', config, '--outDir', outDirectory, '--emptyOutDir'],
    { cwd: webDirectory, env: { ...process.env, NODE_ENV: 'production' } },
  );
}

function publish(part: BuildPart, inputs: string, staging: string, distDirectory: string): void {
  // A second process built the same meanwhile: its result is as good as ours.
  if (isBuiltFrom(part, inputs, distDirectory)) return;
  const directory = join(distDirectory, part.name);
  const stamp = stampOf(part.name, distDirectory);
  mkdirSync(distDirectory, { recursive: true });
  // The stamp goes first and comes back last: whoever looks in between finds none and builds again.
  rmSync(stamp, { force: true });
  if (existsSync(directory)) renameSync(directory, join(staging, `replaced-${part.name}`));
  renameSync(join(staging, part.name), directory);
  writeFileSync(stamp, inputs);
}

if (import.meta.main) {
  const build = await ensureWebBuild();
  if (build.kind === 'built') console.log(`web/dist built in ${build.seconds.toFixed(1)} s`);
  if (build.kind === 'unavailable') console.log(`web/dist not built: ${build.reason}`);
}
