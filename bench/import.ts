import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DatabaseLocation } from '../subgraphs/kit/database/open-database.ts';
import { createDatabase, startPostgres } from '../test/kit/postgres.ts';
import { type ClassFile, writeClassFiles } from './import/write-class-files.ts';

/** As in the script `import` of package.json: an import makes much short-lived garbage, which may as well go early. */
const FLAGS = ['--max-semi-space-size=4'];

/** What a process that imports cost. */
interface Cost {
  /** From the opened database to the last verdict. */
  readonly seconds: number;
  /** Peak of its resident memory. */
  readonly megabytes: number;
}

/**
 * Times the import of a class with the files of all departments, each complete.
 *
 * Into PostgreSQL each file is a process of its own, as with `npm run import`, and the time is that of all processes from
 * start to end; into PGlite one process takes them all, as `npm start` does, once the database is open.
 * Targets: 50,000 students into PostgreSQL in 60 s and 300 MB; 4,500 into PGlite in 6 s.
 *
 * @param args `postgres` or `pglite` for one of them
 */
export async function bench(args: readonly string[] = []): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'clearance-bench-'));
  try {
    if (args[0] !== 'pglite') await intoPostgres(directory);
    if (args[0] !== 'postgres') {
      const location = { kind: 'embedded', directory: join(directory, 'pglite') } as const;
      const { seconds } = await importFiles(location, writeClassFiles(directory, 4_500));
      console.log(`PGlite, 4,500 students: ${seconds.toFixed(1)} s`);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function intoPostgres(directory: string): Promise<void> {
  const postgres = await startPostgres();
  try {
    const location = { kind: 'postgres', url: await createDatabase(postgres.url, 'import') } as const;
    const files = writeClassFiles(directory, 50_000);
    for (const what of ['50,000 students', 'the same files again']) {
      const began = performance.now();
      let peak = 0;
      for (const file of files) peak = Math.max(peak, (await importFiles(location, [file])).megabytes);
      const seconds = (performance.now() - began) / 1000;
      console.log(`PostgreSQL, ${what}: ${seconds.toFixed(1)} s, at most ${peak.toFixed(0)} MB`);
    }
  } finally {
    await postgres.stop();
  }
}

async function importFiles(location: DatabaseLocation, files: readonly ClassFile[]): Promise<Cost> {
  const script = join(import.meta.dirname, 'import/import-files.ts');
  const args = [...FLAGS, script, JSON.stringify(location), JSON.stringify(files)];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{')) last = line;
    else console.log(line);
  });
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`The import ended with ${status}`);
  return JSON.parse(last) as Cost;
}
