import { existsSync } from 'node:fs';
import type { SubgraphConfig } from '../../kit/config.ts';
import { databaseSentence } from '../../kit/database/database-sentence.ts';
import { lockDirectory } from '../../kit/database/directory-lock.ts';
import { BULK_LIMITS, openDatabase } from '../../kit/database/open-database.ts';
import type { ClearanceTables } from '../database/tables.ts';
import { type Removed, removeOldEvidence } from './remove-old-evidence.ts';

/** Where sentences go. */
export interface RetentionOutput {
  readonly say: (sentence: string) => void;
  readonly complain: (sentence: string) => void;
}

/**
 * Runs the retention job once on the configured database, and says in Chinese and English what it did.
 *
 * An embedded database that another process holds is refused: two processes on one directory lose rows.
 *
 * @returns the status to exit with: 0, or 1 where nothing could be done
 */
export async function runRetention(
  config: Pick<SubgraphConfig, 'database' | 'dataDir'>,
  dryRun: boolean,
  { say, complain }: RetentionOutput,
): Promise<0 | 1> {
  const { database: location, dataDir } = config;
  if (location.kind === 'postgres') return removeFrom();
  if (!existsSync(location.directory)) {
    complain(`${dataDir} 中没有数据，无需清理。There are no rows in ${dataDir}: nothing to remove.`);
    return 1;
  }
  const lock = lockDirectory(dataDir, 'the retention job');
  if (lock.kind === 'held') {
    complain(lock.sentence);
    return 1;
  }
  try {
    return await removeFrom();
  } finally {
    lock.release();
  }

  async function removeFrom(): Promise<0 | 1> {
    const database = openDatabase(location, BULK_LIMITS);
    try {
      const db = database.forSchema<ClearanceTables>('clearance');
      for (const sentence of sentences(await removeOldEvidence(db, { dryRun }), dryRun)) say(sentence);
      return 0;
    } catch (error) {
      complain(isUnmigrated(error) ? UNMIGRATED : databaseSentence(error));
      return 1;
    } finally {
      await database.close();
    }
  }
}

const UNMIGRATED =
  '数据库中还没有本版本的离校数据表，请先启动服务。' +
  'The database has no clearance tables of this version yet: start the service first.';

// Undefined table, function, column or schema.
function isUnmigrated(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return ['42P01', '42883', '42703', '3F000'].includes(String(code));
}

function sentences({ forms, handoverRows, evidenceRows }: Removed, dryRun: boolean): string[] {
  const zh = dryRun ? '试运行，未作更改：将清理' : '已清理';
  const en = dryRun ? 'Dry run, nothing changed; it would remove' : 'Removed';
  return [
    `${zh}领证满一年的流程单 ${forms} 份：领取凭证 ${handoverRows} 条，核对版本与时间 ${evidenceRows} 条；编号与结论保留。`,
    `${en} the details of ${forms} forms handed over a year ago or more: ${handoverRows} hand-over evidence rows, ` +
      `version and read time of ${evidenceRows} verdicts; serials and outcomes stay.`,
  ];
}
