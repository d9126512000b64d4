import type { Kysely, QueryExecutorProvider } from 'kysely';
import type { Clock } from '../service/clock.ts';
import type { DepartmentStore, StudentFacts } from '../verdict/department-store.ts';
import { type ExportedFile, exportFiles } from './export-file-kind.ts';
import type { ImportKind, ImportTarget } from './import-kind.ts';
import type { ImportOptions, ImportResult, Progress } from './import-result.ts';
import { type ImportRun, listRuns } from './import-runs.ts';
import type { Roster } from './roster.ts';
import { runImport } from './run-import.ts';
import { type UndoResult, undoImport } from './undo-import.ts';
import { createVerdictPort } from './verdict-port.ts';

/** How a department's rows get in and out by file. */
export interface DepartmentTransfer {
  /** Names of the kinds of file, e.g. `finance-charges`. */
  readonly kinds: readonly string[];
  readonly importFile: (
    path: string,
    options: ImportOptions,
    context: { readonly roster: Roster | null; readonly onProgress: (progress: Progress) => void },
  ) => Promise<ImportResult>;
  readonly undo: (n: number, onProgress: (progress: Progress) => void) => Promise<UndoResult>;
  /** The newest first, at most 100. */
  readonly list: () => Promise<readonly ImportRun[]>;
  readonly exportFiles: (directory: string, kindName: string | undefined) => Promise<readonly ExportedFile[]>;
}

/** The transfer of a department whose rows and kinds these are. */
function createTransfer(target: ImportTarget): DepartmentTransfer {
  return {
    kinds: target.kinds.map(({ file }) => file.name),
    importFile: (path, options, { roster, onProgress }) =>
      runImport({ target, roster, onProgress }, path, options),
    undo: (n, onProgress) => undoImport(target, n, onProgress),
    list: () => listRuns(target.db, target.schema),
    exportFiles: (directory, kindName) => exportFiles(target, directory, kindName),
  };
}

/** The transfer of a department that judges students. */
export function createDepartmentTransfer<Tables, Facts extends StudentFacts, Code extends string>(
  store: DepartmentStore<Tables, Facts, Code>,
  kinds: readonly ImportKind[],
): DepartmentTransfer {
  const { schema, db, now } = store;
  return createTransfer({ ...accessTo(db), schema, now, kinds, verdicts: createVerdictPort(store) });
}

/** The transfer of an office that keeps students and judges nobody. */
export function createPlainTransfer<Tables>(
  schema: string,
  db: Kysely<Tables>,
  now: Clock,
  kinds: readonly ImportKind[],
): DepartmentTransfer {
  return createTransfer({ ...accessTo(db), schema, now, kinds, verdicts: null });
}

function accessTo<Tables>(db: Kysely<Tables>): Pick<ImportTarget, 'db' | 'transaction'> {
  const transaction = <T>(work: (trx: QueryExecutorProvider) => Promise<T>) =>
    db.transaction().execute((trx) => work(trx));
  return { db, transaction };
}
