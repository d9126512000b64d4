import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ClearanceTables, clearanceMigrations } from '../../subgraphs/clearance/database/tables.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { createExportClient } from '../../test/exports/kit/export-client.ts';
import { fillModel } from '../../test/exports/kit/fill-model.ts';
import { startChild } from '../../test/kit/child.ts';
import { memoryOf, readCpu } from '../peak/process-cost.ts';

const registrar = { kind: 'person', sub: 'R001', role: 'registrar' } as const;
const DOCUMENT = `{ clearances { nodes { studentId name classYear collegeCode college major studyLevel leaveType outcome stage
  blockedBy submittedAt handedOverAt updatedAt departments { code outcome reasons version asOf since } } } }`;
const NAMES = { postgres: 'PostgreSQL', embedded: 'PGlite' } as const;
/** The read model of 50,000 students takes some 60 of them. */
const HEAP_MEGABYTES = 128;

/** Where the class lies: an empty database, or one that the process has within it. */
export type ExportDatabase =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'embedded' };

/**
 * Times an export of every field of a whole class, and its download, by a clearance subgraph in a process of its own. Memory is
 * what the process has resident at its peak, against before; by then it has the read model. Its heap is bounded: without that V8
 * lets garbage lie for as long as the machine has room, which says nothing of what is held. The embedded database is no part of
 * that heap.
 *
 * Target: 50,000 students on PostgreSQL in 20 s, and 150 MB; with 4,500 on PGlite at most three times as long.
 */
export async function timeExports(where: ExportDatabase, students: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-exports-'));
  const location =
    where.kind === 'postgres' ? where : ({ kind: 'embedded', directory: join(dataDir, 'pglite') } as const);
  const database = openDatabase(location, { connections: 1, queryMs: 60_000, connectMs: 5_000 });
  await migrate(database.forSchema('clearance'), 'clearance', clearanceMigrations);
  await fillModel(database.forSchema<ClearanceTables>('clearance'), students);
  await database.close();
  // `npm start` runs all subgraphs in one process that feeds the model and has no such bound; of it only the young generation is the
  // same. Here nothing feeds the model, which is filled already, so that what is measured is the export alone.
  const options = {
    REPORTS: 'off',
    NODE_OPTIONS: `--max-semi-space-size=4 --max-old-space-size=${HEAP_MEGABYTES}`,
  };
  const env = {
    DATA_DIR: dataDir,
    ...(where.kind === 'postgres' && { DATABASE_URL: where.url }),
    PORT: '0',
    ...options,
  };
  const child = startChild('subgraphs/clearance/main.ts', [], env);
  try {
    const [, address = ''] = await child.line(/ listens on (\S+)/);
    while (!(await fetch(`${address}/readyz`)).ok) await wait(20);
    const client = createExportClient(() => address, join(dataDir, 'keys', 'service.json'));
    // The model is read when it is first asked for; every report needs it, and no export reads it again.
    await client.count(registrar);
    for (const format of ['CSV', 'JSONL']) {
      // From here on the peak counts anew (proc_pid_clear_refs(5)).
      writeFileSync(`/proc/${child.pid}/clear_refs`, '5');
      const before = memoryOf(child.pid).now;
      const cpu = readCpu().of(child.pid);
      const began = performance.now();
      const { export: started } = await client.start(registrar, { document: DOCUMENT, format });
      const id = started?.id ?? '';
      let seen = await client.find(registrar, id);
      while (seen?.state === 'QUEUED' || seen?.state === 'RUNNING') {
        await wait(50);
        seen = await client.find(registrar, id);
      }
      const written = seconds(began);
      const used = ((readCpu().of(child.pid) - cpu) / 1_000).toFixed(1);
      const download = performance.now();
      const bytes = await countBytes(await client.download(registrar, id));
      console.log(
        `  export of ${seen?.rows} rows, ${NAMES[where.kind]}, ${format}: ${written} s, of them ${used} s at work; download of ` +
          `${(bytes / 1e6).toFixed(1)} MB ${seconds(download)} s; memory grew by ` +
          `${(memoryOf(child.pid).most - before).toFixed(0)} MB from ${before.toFixed(0)} MB, in a heap of ${HEAP_MEGABYTES} MB`,
      );
    }
  } finally {
    await child.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function countBytes({ body }: Response): Promise<number> {
  let bytes = 0;
  for await (const piece of body ?? []) bytes += piece.byteLength;
  return bytes;
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1_000).toFixed(1);
}
