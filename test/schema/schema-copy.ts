import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The project's own `schema/`. */
export const schemaDirectory = resolve(import.meta.dirname, '../../schema');

/** A copy of `schema/` that a test may spoil: `edit` rewrites one file of it; it is deleted at the end of the scope. */
export interface SchemaCopy extends Disposable {
  readonly directory: string;
  edit(file: string, change: (text: string) => string): void;
}

/** A fresh copy of the SDL, the manifest, the operations and the releases under the system's temporary folder. */
export function copySchema(): SchemaCopy {
  const directory = mkdtempSync(join(tmpdir(), 'clearance-schema-'));
  cpSync(schemaDirectory, directory, { recursive: true, filter: (path) => !path.endsWith('.ts') });
  return {
    directory,
    edit: (file, change) => {
      const path = join(directory, file);
      const before = readFileSync(path, 'utf8');
      const after = change(before);
      if (after === before)
        throw new Error(`The edit of ${file} changed nothing; the test would prove nothing.`);
      writeFileSync(path, after);
    },
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }),
  };
}
