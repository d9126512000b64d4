import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Artefact } from './artefacts.ts';

/** The artefacts whose file in `directory` is missing or says something else, in the given order. */
export function findDrift(directory: string, files: readonly Artefact[]): Artefact[] {
  return files.filter(({ path, text }) => readIfThere(join(directory, path)) !== text);
}

/** Writes the artefacts into `directory`, making folders as needed; throws where the disk refuses. */
export function writeArtefacts(directory: string, files: readonly Artefact[]): void {
  for (const { path, text } of files) {
    const target = join(directory, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
