import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * Creates the directory of an embedded database where it is absent.
 *
 * In a worker of its own, because initdb takes some 250 MB that the process would otherwise keep; and beside the final
 * place, so that a process killed on the way leaves nothing that looks like a database.
 */
export async function createEmbedded(directory: string): Promise<void> {
  if (existsSync(join(directory, 'PG_VERSION'))) return;
  const fresh = `${directory}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(dirname(directory), { recursive: true });
  const worker = new Worker(new URL('./create-embedded.worker.ts', import.meta.url), { workerData: fresh });
  const [status] = await once(worker, 'exit');
  if (status !== 0) throw new Error(`The embedded database could not be created in ${directory}`);
  await rm(directory, { recursive: true, force: true });
  await rename(fresh, directory);
}
