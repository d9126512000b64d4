import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { sql } from 'kysely';
import { applyBatch, type Plan } from './apply-batch.ts';
import { inBatches, studentsOf } from './batches.ts';
import type { Doubt } from './doubt.ts';
import { doubtsOf, tooManyFlips } from './doubts.ts';
import type { ImportTarget } from './import-kind.ts';
import type { FileReport, ImportOptions, ImportResult, Progress } from './import-result.ts';
import { beginRun, endRun, importId } from './import-runs.ts';
import { type OpenedExport, openExport } from './reading/export-file.ts';
import { createRejectsWriter } from './reading/rejects-file.ts';
import type { Roster } from './roster.ts';
import { settleStage } from './settle-stage.ts';
import { stageRows } from './stage-rows.ts';
import type { Tally } from './tally.ts';

/** What an import is given beside the file. */
export interface ImportSetting {
  readonly target: ImportTarget;
  /** Null: nobody can be asked who is a student. */
  readonly roster: Roster | null;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Imports one file of a department: reads it whole, tells what it would do, and does it in batches of students.
 *
 * Nothing is written before the file was read to its end and found harmless. Each batch is one transaction; after a
 * crash the same call takes the same import up again.
 */
export async function runImport(
  setting: ImportSetting,
  path: string,
  options: ImportOptions,
): Promise<ImportResult> {
  const { target } = setting;
  const opened = await openExport(
    path,
    target.kinds.map(({ file }) => file),
    options,
  );
  if (opened.kind === 'refused') return refusal('file', opened.reason.zh, opened.reason.en, opened.line);
  const asOf = options.asOf ?? (await stat(path)).mtime;
  const now = target.now();
  if (asOf.getTime() > now.getTime() + CLOCKS_DIFFER_MS) return aheadOf(asOf);
  const stageId = `${now.toISOString()} ${randomUUID()}`;
  try {
    return await importStaged(setting, path, options, opened, { stageId, asOf });
  } finally {
    await dropStage(target, stageId, now);
  }
}

type Opened = OpenedExport<ImportTarget['kinds'][number]['file']>;

const CLOCKS_DIFFER_MS = 5 * 60_000;
const STAGE_LIVES_MS = 24 * 3_600_000;

/** A file that stands in `import_row`, and what was found in it. */
interface ReadFile {
  readonly plan: Plan;
  readonly file: FileReport;
}

async function importStaged(
  setting: ImportSetting,
  path: string,
  options: ImportOptions,
  opened: Opened,
  stage: Pick<Plan, 'stageId' | 'asOf'>,
): Promise<ImportResult> {
  const { target, onProgress } = setting;
  const { plan, file } = await readFile(setting, path, options, opened, stage);
  const ids = await studentsOf(target, plan);
  const doubts = await doubtsOf(target, plan, file);
  const decisive = doubts.find(({ severity }) => severity === 'refuse' || !options.acceptFlips);
  if (decisive && !options.dryRun) return { kind: 'refused', ...decisive, file, tally: null };
  if (options.dryRun || (!options.acceptFlips && target.verdicts)) {
    const tally = await tryAll(target, plan, ids, onProgress);
    const flips = target.verdicts && !options.acceptFlips ? await tooManyFlips(target, plan, tally) : null;
    if (options.dryRun) return { kind: 'dry-run', file, tally, warning: decisive ?? flips };
    if (flips) return { kind: 'refused', ...flips, file, tally };
  }
  return write(target, path, plan, file, ids, onProgress);
}

async function readFile(
  { target, roster, onProgress }: ImportSetting,
  path: string,
  { snapshot }: ImportOptions,
  opened: Opened,
  { stageId, asOf }: Pick<Plan, 'stageId' | 'asOf'>,
): Promise<ReadFile> {
  const { schema, db } = target;
  const kind = target.kinds.find(({ file }) => file === opened.fileKind);
  if (!kind) throw new Error(`${opened.fileKind.name} is not a kind of ${schema}`);
  const rejects = createRejectsWriter(path, opened.header);
  const asked = target.verdicts ? roster : null;
  const progress = (bytes: number, rows: number) =>
    onProgress({ phase: 'read', share: Math.min(1, bytes / Math.max(1, opened.totalBytes)), rows });
  const read = await stageRows(
    { db, schema, stageId, rejects, roster: asked, onProgress: progress },
    kind,
    opened,
  );
  const withdrawn = await settleStage({ db, schema, stageId }, { kind, asOf, snapshot }, opened, rejects);
  const rejected = await rejects.close();
  const file = {
    ...read,
    kind: kind.file.name,
    asOf,
    rows: read.rows - withdrawn,
    rejected: read.rejected + withdrawn,
    rejectsFile: rejected?.path ?? null,
    rosterChecked: asked !== null,
  };
  return { plan: { kind, stageId, asOf, snapshot, runN: 0 }, file };
}

async function write(
  target: ImportTarget,
  path: string,
  plan: Plan,
  file: FileReport,
  ids: readonly string[],
  onProgress: ImportSetting['onProgress'],
): Promise<ImportResult> {
  const { db, schema } = target;
  const { kind, asOf, snapshot } = plan;
  const source = { kind: kind.file.name, fileName: basename(path), fileHash: await hashOf(path) };
  const runN = await beginRun(db, schema, { ...source, asOf, snapshot }, target.now());
  const tally = await inBatches(ids, 'write', onProgress, (batch) =>
    target.transaction((trx) => applyBatch(trx, target, { ...plan, runN }, batch, 'record')),
  );
  await endRun(db, schema, runN, { status: 'done', tally, now: target.now() });
  return { kind: 'done', id: importId(schema, runN), file, tally };
}

/** Does everything in transactions that are rolled back: what the verdicts would be, on either database. */
function tryAll(
  target: ImportTarget,
  plan: Plan,
  ids: readonly string[],
  onProgress: ImportSetting['onProgress'],
): Promise<Tally> {
  return inBatches(ids, 'try', onProgress, async (batch) => {
    const tried = Promise.withResolvers<Tally>();
    await target
      .transaction(async (trx) => {
        tried.resolve(await applyBatch(trx, target, plan, batch, 'try'));
        throw new RolledBack();
      })
      .catch((error: unknown) => {
        if (!(error instanceof RolledBack)) throw error;
      });
    return tried.promise;
  });
}

class RolledBack extends Error {}

async function dropStage({ db, schema }: ImportTarget, stageId: string, now: Date): Promise<void> {
  // Stage ids begin with their time: what a killed process left goes with the next import of a day later.
  const old = new Date(now.getTime() - STAGE_LIVES_MS).toISOString();
  await sql`
    delete from ${sql.table(`${schema}.import_row`)} where stage_id = ${stageId} or stage_id < ${old}`.execute(
    db,
  );
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

function refusal(code: Doubt['code'], zh: string, en: string, line: number | null): ImportResult {
  const where = line === null ? { zh: '', en: '' } : { zh: `第 ${line} 行：`, en: `Line ${line}: ` };
  const reason = { zh: where.zh + zh, en: where.en + en };
  return { kind: 'refused', code, reason, file: null, tally: null };
}

function aheadOf(asOf: Date): ImportResult {
  const time = asOf.toISOString();
  return refusal(
    'as-of-ahead',
    `导出时间 ${time} 晚于现在。请用 --as-of 写明导出时间。`,
    `The export's time ${time} lies ahead. State it with --as-of.`,
    null,
  );
}
