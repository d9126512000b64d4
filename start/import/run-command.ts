import type { ReportSweeps } from '../../subgraphs/clearance/reports/sweep/report-sweeps.ts';
import type { DepartmentTransfer } from '../../subgraphs/kit/import/department-transfer.ts';
import { parseImportId } from '../../subgraphs/kit/import/import-runs.ts';
import type { Roster } from '../../subgraphs/kit/import/roster.ts';
import { runReports } from '../reports/run-reports.ts';
import { type RoleBook, runRoles } from '../roles/run-roles.ts';
import type { ExitStatus, TransferCommand } from './command.ts';
import { exportLines, importLines, listLines, progressText, undoLines } from './say.ts';

/** The departments that take files, and the roles, as one process has them. */
export interface Transfers {
  /** By department; opens what it needs at the first call. */
  readonly of: (department: string) => Promise<DepartmentTransfer | null>;
  readonly departments: readonly string[];
  /** Null where this process cannot ask the registry. */
  readonly rosterFor: (department: string) => Promise<Roster | null>;
  /** Who may act as what; opens the registry at the first call. */
  readonly roles: () => Promise<RoleBook>;
  /** Sweeps of the reports' read model. */
  readonly reports: () => Promise<ReportSweeps>;
}

/** Where a command's words go: lines for standard output, progress for whoever watches. */
export interface Listener {
  readonly line: (text: string) => void;
  readonly progress: (text: string) => void;
}

/** Does what a command says. @returns the exit status; faults of the database are thrown */
export async function runCommand(
  transfers: Transfers,
  command: TransferCommand,
  listener: Listener,
): Promise<ExitStatus> {
  switch (command.kind) {
    case 'import':
      return importFile(transfers, command, listener);
    case 'undo':
      return undo(transfers, command.id, listener);
    case 'list':
      return list(transfers, listener);
    case 'export':
      return exportFiles(transfers, command, listener);
    case 'roles':
      return runRoles(await transfers.roles(), command.command, listener.line);
    case 'reports':
      return runReports(await transfers.reports(), command.command, listener);
    default:
      return command satisfies never;
  }
}

async function importFile(
  transfers: Transfers,
  { department, file, options }: Extract<TransferCommand, { kind: 'import' }>,
  { line, progress }: Listener,
): Promise<ExitStatus> {
  const transfer = await transfers.of(department);
  if (!transfer) return noSuchDepartment(transfers, department, line);
  const { asOf, ...rest } = options;
  const result = await transfer.importFile(
    file,
    { ...rest, ...(asOf !== undefined && { asOf: new Date(asOf) }) },
    { roster: await transfers.rosterFor(department), onProgress: (one) => progress(progressText(one)) },
  );
  for (const text of importLines(result)) line(text);
  if (result.kind === 'refused') return 1;
  if (result.kind === 'dry-run' && result.warning) return 1;
  return result.file.rejected > 0 ? 3 : 0;
}

async function undo(transfers: Transfers, id: string, { line, progress }: Listener): Promise<ExitStatus> {
  const parsed = parseImportId(id);
  const transfer = parsed && (await transfers.of(parsed.department));
  if (!parsed || !transfer) {
    line(`没有导入 ${id}。用 npm run import -- list 查看。There is no import ${id}.`);
    return 1;
  }
  const result = await transfer.undo(parsed.n, (one) => progress(progressText(one)));
  for (const text of undoLines(id, result)) line(text);
  if (result.kind !== 'undone') return 1;
  return result.leftAlone.length > 0 ? 3 : 0;
}

async function list(transfers: Transfers, { line }: Listener): Promise<ExitStatus> {
  const runs = [];
  for (const department of transfers.departments) {
    const transfer = await transfers.of(department);
    if (transfer) runs.push(...(await transfer.list()));
  }
  for (const text of listLines(runs)) line(text);
  return 0;
}

async function exportFiles(
  transfers: Transfers,
  { department, directory, kindName }: Extract<TransferCommand, { kind: 'export' }>,
  { line }: Listener,
): Promise<ExitStatus> {
  const transfer = await transfers.of(department);
  if (!transfer) return noSuchDepartment(transfers, department, line);
  if (kindName !== undefined && !transfer.kinds.includes(kindName)) {
    line(`${department} 没有 ${kindName}，只有 ${transfer.kinds.join('、')}。There is no kind ${kindName}.`);
    return 2;
  }
  for (const text of exportLines(await transfer.exportFiles(directory, kindName))) line(text);
  return 0;
}

function noSuchDepartment(transfers: Transfers, department: string, line: Listener['line']): ExitStatus {
  line(
    `没有部门 ${department}，只有 ${transfers.departments.join('、')}。There is no department ${department}.`,
  );
  return 2;
}
