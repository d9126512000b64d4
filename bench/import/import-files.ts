import { readFileSync } from 'node:fs';
import { createApartment } from '../../subgraphs/apartment/apartment.ts';
import { createArchives } from '../../subgraphs/archives/archives.ts';
import { createFinance } from '../../subgraphs/finance/finance.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import {
  BULK_LIMITS,
  type DatabaseLocation,
  openDatabase,
} from '../../subgraphs/kit/database/open-database.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { createLibrary } from '../../subgraphs/library/library.ts';
import { createRegistry } from '../../subgraphs/registry/registry.ts';
import type { ClassFile } from './write-class-files.ts';

// A process of its own, so that its memory is the import's: node import-files.ts LOCATION FILES (JSON both).
// Prints a line a file, then {"seconds": …, "megabytes": …} from the opened database to the last verdict.

const [location = '', list = ''] = process.argv.slice(2);
const database = openDatabase(JSON.parse(location) as DatabaseLocation, BULK_LIMITS);
const profile = loadProfile('current', 'guide-text');
const given = { database, profile, now: () => new Date(), production: false };
const registry = createRegistry(given);
const departments = [
  registry,
  createLibrary(given),
  createArchives(given),
  createApartment(given),
  createFinance(given),
];
for (const { name, migrations } of departments) await migrate(database.forSchema(name), name, migrations);

const began = performance.now();
for (const { department, path, rows } of JSON.parse(list) as ClassFile[]) {
  const fileBegan = performance.now();
  const { transfer } = departments.find(({ name }) => name === department) ?? registry;
  const options = { snapshot: true, dryRun: false, acceptFlips: true };
  const roster =
    department === 'registry' ? null : { classYear: profile.classYear, classYears: registry.classYears };
  const result = await transfer.importFile(path, options, { roster, onProgress: () => {} });
  if (result.kind !== 'done' || result.file.rejected > 0) throw new Error(JSON.stringify(result));
  const seconds = (performance.now() - fileBegan) / 1000;
  console.log(
    `  ${result.file.kind.padEnd(16)} ${String(rows).padStart(6)} rows ${seconds.toFixed(1).padStart(5)} s`,
  );
}
const seconds = (performance.now() - began) / 1000;
await database.close();
const status = readFileSync('/proc/self/status', 'utf8');
const megabytes = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1024;
console.log(JSON.stringify({ seconds, megabytes }));
