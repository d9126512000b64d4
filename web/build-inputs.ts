import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { BuildPart } from './build-parts.ts';

/** The packages whose release changes what a bundle holds; everything else in the lockfile leaves it alone. */
const bundledPackages = [
  'csv-stringify',
  'graphiql',
  '@graphiql/react',
  '@graphiql/plugin-doc-explorer',
  '@graphiql/plugin-history',
  '@graphiql/toolkit',
  'graphql',
  'graphql-language-service',
  'jose',
  'monaco-editor',
  'monaco-graphql',
  'react',
  'react-dom',
  'recharts',
  'rolldown',
  'vite',
  'zxing-wasm',
];

/**
 * The fingerprint of everything that the build of one part reads, 64 hex digits: names and contents of its sources and
 * configuration, and the locked releases of the packages it bundles. Same fingerprint, same bundle. Takes a few milliseconds;
 * throws when a source cannot be read. A missing or unreadable lockfile counts as one without releases, a missing folder as
 * an empty one.
 */
export function fingerprintInputs(part: BuildPart, webDirectory: string, lockfile: string): string {
  const hash = createHash('sha256');
  for (const file of sourcesOf(part, webDirectory)) {
    hash
      .update(`${relative(webDirectory, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.update(JSON.stringify(lockedReleases(lockfile))).digest('hex');
}

function sourcesOf({ sources, config }: BuildPart, webDirectory: string): string[] {
  const files = sources
    .map((folder) => join(webDirectory, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return [...files, join(webDirectory, config), join(webDirectory, 'tsconfig.json')];
}

function lockedReleases(lockfile: string): (string | null)[] {
  const locked = readLockfile(lockfile);
  return bundledPackages.map((name) => locked[`node_modules/${name}`]?.version ?? null);
}

function readLockfile(lockfile: string): Record<string, { version?: string }> {
  try {
    const parsed: { packages?: Record<string, { version?: string }> } = JSON.parse(
      readFileSync(lockfile, 'utf8'),
    );
    return parsed.packages ?? {};
  } catch {
    return {};
  }
}
