import type { ExportedFile } from '../../subgraphs/kit/import/export-file-kind.ts';
import type { FileReport, ImportResult, Progress } from '../../subgraphs/kit/import/import-result.ts';
import type { ImportRun } from '../../subgraphs/kit/import/import-runs.ts';
import type { Tally } from '../../subgraphs/kit/import/tally.ts';
import type { UndoResult } from '../../subgraphs/kit/import/undo-import.ts';

const PHASES: Readonly<Record<Progress['phase'], string>> = {
  read: '读取 reading',
  try: '核对 checking',
  write: '写入 writing',
  undo: '撤销 undoing',
};

/** `写入 writing 42 % (21000)` */
export function progressText({ phase, share, rows }: Progress): string {
  return `${PHASES[phase]} ${Math.floor(share * 100)} % (${rows})`;
}

/** How an import ended, line by line. */
export function importLines(result: ImportResult): string[] {
  const found = result.file ? fileLines(result.file) : [];
  const did = result.tally ? tallyLines(result.tally) : [];
  switch (result.kind) {
    case 'done':
      return [
        ...found,
        ...did,
        `已导入，编号 ${result.id}；撤销：npm run import -- undo ${result.id} · imported`,
      ];
    case 'dry-run': {
      const { warning } = result;
      const refused = warning ? [warning.reason.zh, warning.reason.en] : [];
      return [...found, ...did, ...refused, '仅核对，未写入 · dry run, nothing was written'];
    }
    case 'refused':
      return [...found, ...did, result.reason.zh, result.reason.en];
    default:
      return result satisfies never;
  }
}

function fileLines(file: FileReport): string[] {
  const { kind, asOf, rows, rejected, rejectsFile, skipped, otherClass, rosterChecked } = file;
  const lines = [`文件 file: ${kind}, 导出时间 as of ${asOf.toISOString()}`, `可用 ${rows} 行 rows taken`];
  if (rejected > 0) lines.push(`拒收 ${rejected} 行，见 rejected, see ${rejectsFile}`);
  if (skipped > 0) lines.push(`跳过合计行 ${skipped} 行 totals lines skipped`);
  if (otherClass > 0) lines.push(`其中 ${otherClass} 行为其他届学生 rows of students of another class`);
  if (!rosterChecked && kind !== 'registry-roster') lines.push('未核对学籍名册 the register was not asked');
  return lines;
}

function tallyLines({ inserted, updated, closed, toPassed, fromPassed, verdicts }: Tally): string[] {
  return [
    `记录 records: 新增 ${inserted} new, 变更 ${updated} changed, 关闭 ${closed} closed`,
    `结论 verdicts: 变为通过 ${toPassed} turn to passed, 不再通过 ${fromPassed} turn away, 共变化 ${verdicts} in all`,
  ];
}

/** How an undo ended, line by line; student numbers are not printed beyond twenty. */
export function undoLines(id: string, result: UndoResult): string[] {
  if (result.kind !== 'undone') {
    return result.kind === 'no-such-import'
      ? [`没有导入 ${id} · there is no import ${id}`]
      : [`导入 ${id} 已撤销过 · import ${id} was undone before`];
  }
  const { tally, leftAlone } = result;
  const left = leftAlone.slice(0, 20).map(({ studentId, table }) => `  ${studentId} ${table}`);
  const lines = [`记录 records: 恢复 ${tally.updated} restored`, tallyLines(tally)[1] ?? ''];
  if (leftAlone.length > 0) {
    lines.push(`${leftAlone.length} 条记录此后又有变更，保持不变 · changed since, left alone:`, ...left);
    if (leftAlone.length > left.length) lines.push(`  … ${leftAlone.length - left.length} more`);
  }
  return [...lines, `已撤销 ${id} · undone`];
}

/** The imports, a line each. */
export function listLines(runs: readonly ImportRun[]): string[] {
  if (runs.length === 0) return ['没有导入记录 · no imports yet'];
  return runs.map(({ id, status, startedAt, fileName, kind, asOf, snapshot, tally }) =>
    [
      id.padEnd(14),
      status.padEnd(8),
      startedAt.toISOString(),
      kind,
      snapshot ? 'snapshot' : 'partial',
      `as of ${asOf.toISOString()}`,
      fileName,
      tally ? `+${tally.inserted} ~${tally.updated} -${tally.closed}` : '',
    ].join('  '),
  );
}

/** The written files, a line each. */
export function exportLines(files: readonly ExportedFile[]): string[] {
  return files.map(({ path, rows }) => `${path}  ${rows} 行 rows`);
}
