import { sql } from 'kysely';
import type { Plan } from './apply-batch.ts';
import { coveredBy, knownStudents } from './batches.ts';
import { isGone, tableOf } from './close-vanished.ts';
import type { Doubt } from './doubt.ts';
import type { ImportTarget, Vanishing } from './import-kind.ts';
import type { Staged } from './stage-rows.ts';
import type { Tally } from './tally.ts';

/** A doubt that `--accept-flips` answers, or one that nothing does. */
export type WeighedDoubt = Doubt & { readonly severity: 'refuse' | 'confirm' };

/** Of the students known, this share may turn to passed by one file without a word from a person. */
const FLIP_SHARE = 0.05;
/** Of the open rows of a table, this share may be closed by one complete file without a word from a person. */
const CLOSE_SHARE = 0.5;
/** Fewer closed rows than this are no sign of a wrong file. */
const CLOSE_FLOOR = 10;

/** What speaks against a staged file before its verdicts are looked at, the gravest first. */
export async function doubtsOf(target: ImportTarget, plan: Plan, staged: Staged): Promise<WeighedDoubt[]> {
  const older = await olderThanKnown(target, plan);
  if (older) return [older];
  if (!plan.snapshot) return [];
  if (staged.unattributable !== null) return [unattributable(staged.unattributable)];
  if (staged.rows === 0) return [EMPTY];
  const doubts: WeighedDoubt[] = [];
  for (const vanishing of plan.kind.vanishing) {
    const doubt = await closesTooMuch(target, plan, vanishing);
    if (doubt) doubts.push(doubt);
  }
  return doubts;
}

/** The doubt that a file turns more students to passed than a file should; null where it does not. */
export async function tooManyFlips(
  { db, schema }: ImportTarget,
  { stageId }: Plan,
  { toPassed }: Tally,
): Promise<Doubt | null> {
  const known = await knownStudents(db, schema, stageId);
  if (toPassed <= known * FLIP_SHARE) return null;
  return {
    code: 'flips-too-much',
    reason: {
      zh: `将有 ${toPassed} 名学生变为“通过”，超过 ${known} 名学生的 5%，未导入。请核对文件；确认无误后加 --accept-flips 重新执行。`,
      en: `${toPassed} students would turn to passed, more than 5 % of ${known}; nothing was imported. Check the file; if it is right, repeat with --accept-flips.`,
    },
  };
}

async function olderThanKnown(target: ImportTarget, plan: Plan): Promise<WeighedDoubt | null> {
  const { db, schema } = target;
  const involved = plan.snapshot
    ? sql`true`
    : sql`student_id in (select student_id from ${sql.table(`${schema}.import_row`)} where stage_id = ${plan.stageId})`;
  const { rows } = await sql<{ count: number; newest: Date | null }>`
    select count(*) as count, max(as_of) as newest from ${sql.table(`${schema}.student_source`)}
    where kind = ${plan.kind.file.name} and as_of > ${plan.asOf}::timestamptz and ${involved}`.execute(db);
  const { count = 0, newest } = rows[0] ?? {};
  if (count === 0 || !newest) return null;
  const [file, known] = [plan.asOf.toISOString(), newest.toISOString()];
  return {
    severity: 'refuse',
    code: 'older-than-known',
    reason: {
      zh: `该文件的导出时间为 ${file}，而 ${count} 名学生的数据已更新至 ${known}，未导入。请使用更新的导出文件，或用 --as-of 写明真实的导出时间。`,
      en: `The file was exported at ${file}, but ${count} students are known as of ${known}; nothing was imported. Take a newer export, or state the true time with --as-of.`,
    },
  };
}

function unattributable(line: number): WeighedDoubt {
  return {
    severity: 'refuse',
    code: 'rejects-in-snapshot',
    reason: {
      zh: `第 ${line} 行无法判断是哪名学生，因此无法判断哪些记录已消失，未导入。请改正该行，或去掉 --snapshot。`,
      en: `Line ${line} cannot be told to be any student's, so what vanished cannot be told either; nothing was imported. Correct the line, or leave out --snapshot.`,
    },
  };
}

const EMPTY: WeighedDoubt = {
  severity: 'confirm',
  code: 'empty-snapshot',
  reason: {
    zh: '文件没有任何可用的行，而 --snapshot 会关闭全部现有记录，未导入。请核对文件；确认无误后加 --accept-flips 重新执行。',
    en: 'The file has no usable row, and --snapshot would close everything; nothing was imported. Check the file; if it is right, repeat with --accept-flips.',
  },
};

async function closesTooMuch(
  target: ImportTarget,
  plan: Plan,
  vanishing: Vanishing,
): Promise<WeighedDoubt | null> {
  const { db, schema } = target;
  const table = tableOf(plan.kind, vanishing);
  const { rows } = await sql<{ open: number; gone: number }>`
    select count(*) as open, count(*) filter (where ${isGone(schema, plan.stageId, table, vanishing)}) as gone
    from ${sql.table(`${schema}.${table.name}`)} t
    where ${vanishing.open} and student_id in (${coveredBy(target, plan)})`.execute(db);
  const { open = 0, gone = 0 } = rows[0] ?? {};
  if (gone < CLOSE_FLOOR || gone <= open * CLOSE_SHARE) return null;
  return {
    severity: 'confirm',
    code: 'closes-too-much',
    reason: {
      zh: `文件中缺少现有 ${open} 条记录中的 ${gone} 条，--snapshot 会将其关闭，超过一半，未导入。请核对文件是否完整；确认无误后加 --accept-flips 重新执行。`,
      en: `The file lacks ${gone} of ${open} known records, which --snapshot would close: more than half, so nothing was imported. Check that it is complete; if it is right, repeat with --accept-flips.`,
    },
  };
}
