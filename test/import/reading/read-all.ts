import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type OpenOptions, openExport } from '../../../subgraphs/kit/import/reading/export-file.ts';
import type { ImportRow } from '../../../subgraphs/kit/import/reading/import-row.ts';
import { accounts, type Charge, charges } from './charges.ts';

const folder = await mkdtemp(join(tmpdir(), 'clearance-reading-'));
let files = 0;
afterAll(() => rm(folder, { recursive: true }));

/** A new file with these bytes, or this text in UTF-8; gone after the tests of the file that asked. */
export async function fileOf(content: string | Buffer): Promise<string> {
  const path = join(folder, `${++files}.csv`);
  await writeFile(path, content);
  return path;
}

/** Opens what must open, and reads all rows. */
export async function readAll(content: string | Buffer, options: OpenOptions = {}) {
  const opened = await openExport(await fileOf(content), [accounts, charges], options);
  if (opened.kind === 'refused') throw new Error(`refused at ${opened.line}: ${opened.reason.zh}`);
  const found: ImportRow<Partial<Charge>>[] = [];
  for await (const row of opened.rows()) found.push(row);
  const values = found.flatMap((row) => (row.kind === 'row' ? [row.values] : []));
  const rejected = found.flatMap((row) => (row.kind === 'rejected' ? [row] : []));
  const skipped = found.flatMap((row) => (row.kind === 'skipped' ? [row] : []));
  return { opened, found, values, rejected, skipped };
}

/** Opens what must be refused. */
export async function refusalOf(content: string | Buffer, options: OpenOptions = {}) {
  const opened = await openExport(await fileOf(content), [accounts, charges], options);
  if (opened.kind === 'opened') throw new Error(`opened as ${opened.fileKind.name}`);
  return opened;
}
