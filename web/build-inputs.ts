import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The packages whose release changes what the bundle holds; everything else in the lockfile leaves it alone. */
const bundledPackages = [
  'graphiql',
  '@graphiql/react',
  '@graphiql/plugin-doc-explorer',
  '@graphiql/plugin-history',
  '@graphiql/toolkit',
  'graphql',
  'graphql-language-service',
  'monaco-editor',
  'monaco-graphql',
  'react',
  'react-dom',
  'rolldown',
  'vite',
];

/**
 * The fingerprint of everything a build of `webDirectory` reads, 64 hex digits: names and contents of its sources and
 * configuration, and the locked releases of the packages it bundles. Same fingerprint, same bundle. Takes a few milliseconds;
 * throws when a source cannot be read. A missing or unreadable lockfile counts as one without releases.
 */
export function fingerprintInputs(webDirectory: string, lockfile: string): string {
  const hash = createHash('sha256');
  for (const file of sourcesOf(webDirectory)) {
    hash
      .update(`${relative(webDirectory, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.update(JSON.stringify(lockedReleases(lockfile))).digest('hex');
}

function sourcesOf(webDirectory: string): string[] {
  const pages = readdirSync(join(webDirectory, 'graphiql'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return [...pages, join(webDirectory, 'vite.config.ts'), join(webDirectory, 'tsconfig.json')];
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
