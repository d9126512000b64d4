import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A released API schema: its version (major.minor.patch) and its SDL as clients saw it. */
export interface Release {
  readonly version: string;
  readonly api: string;
}

/** What became of a release: written under this file name, or refused for this reason. */
export type ReleaseResult =
  | { readonly kind: 'written'; readonly file: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** The release with the highest version in `directory`, or undefined while nothing was released. Other files are ignored. */
export function newestRelease(directory: string): Release | undefined {
  const version = versionsIn(directory).at(-1);
  if (version === undefined) return undefined;
  return { version, api: readFileSync(join(directory, `${version}.graphql`), 'utf8') };
}

/**
 * Writes `api` to `directory`/`version`.graphql. Refuses what is no version, and a version that is not above the
 * newest: a release is what clients were promised, so it is never overwritten and never slipped in behind another.
 */
export function writeRelease(directory: string, version: string, api: string): ReleaseResult {
  if (!isVersion(version)) {
    return { kind: 'refused', reason: `"${version}" is no version; give major.minor.patch, e.g. 1.2.0.` };
  }
  const newest = versionsIn(directory).at(-1);
  if (newest !== undefined && compareVersions(version, newest) <= 0) {
    return {
      kind: 'refused',
      reason: `${version} is not above ${newest}, which is released; give a higher version.`,
    };
  }
  const file = `${version}.graphql`;
  writeFileSync(join(directory, file), api, { flag: 'wx' });
  return { kind: 'written', file };
}

function versionsIn(directory: string): string[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => file.slice(0, -'.graphql'.length))
    .filter(isVersion)
    .sort(compareVersions);
}

function isVersion(text: string): boolean {
  return /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.test(text);
}

// Numerically, part by part: 0.10.0 is above 0.9.0.
function compareVersions(a: string, b: string): number {
  const right = b.split('.').map(Number);
  const differences = a.split('.').map((part, index) => Number(part) - (right[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
