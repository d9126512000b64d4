import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportOptions, ImportResult } from '../../../subgraphs/kit/import/import-result.ts';
import type { Roster } from '../../../subgraphs/kit/import/roster.ts';
import type { Subgraph, SubgraphDependencies } from '../../../subgraphs/kit/subgraph.ts';
import type { TestDatabase } from '../../kit/databases.ts';
import { GUIDE_DAY, type SubgraphUnderTest, serveForTest, staffOf } from '../../kit/served-subgraph.ts';

/** A department that is given files. */
export interface FileDepartment<S extends Subgraph> extends SubgraphUnderTest<S> {
  /** Writes the text to a file and imports it; `as-of` is the day of the guides unless told otherwise. */
  readonly importText: (
    text: string,
    options?: Partial<ImportOptions> & { readonly roster?: Roster },
  ) => Promise<ImportResult>;
  /** Outcome and version of a student. */
  readonly verdictOf: (studentId: string) => Promise<ShownVerdict>;
  /** Lets time pass. */
  readonly setNow: (instant: Date) => void;
  /** Rows of the outbox. */
  readonly publishedCount: () => Promise<number>;
  readonly directory: string;
}

/** A verdict as the graph shows it. */
export interface ShownVerdict {
  readonly outcome: string;
  readonly passed: boolean | null;
  readonly version: string;
  readonly reasons: readonly { readonly code: string }[];
}

const shared = new Map<() => Promise<TestDatabase>, Promise<TestDatabase>>();

/** Ends the databases that the departments of this file shared; for `afterAll`. */
export async function disposeDatabases(): Promise<void> {
  await Promise.all([...shared.values()].map(async (opening) => (await opening).dispose()));
  shared.clear();
}

/** The file's one database of a kind, without a department's schema: an embedded one takes seconds to make. */
async function emptySchema(open: () => Promise<TestDatabase>, schema: string): Promise<TestDatabase> {
  const opening = shared.get(open) ?? open();
  shared.set(open, opening);
  const { database } = await opening;
  await database.forSchema<unknown>(schema).schema.dropSchema(schema).ifExists().cascade().execute();
  return { database, dispose: async () => {} };
}

/**
 * Serves a department that judges students, with empty tables, and imports files into it.
 *
 * @param schema its name, e.g. `finance`
 */
export async function departmentWithFiles<S extends Subgraph>(
  schema: string,
  create: (dependencies: SubgraphDependencies) => S,
  open: () => Promise<TestDatabase>,
): Promise<FileDepartment<S>> {
  let now = GUIDE_DAY;
  const directory = mkdtempSync(join(tmpdir(), 'clearance-import-'));
  const served = await serveForTest(create, staffOf('nobody'), {
    open: () => emptySchema(open, schema),
    now: () => now,
  });
  const { name, transfer } = served.subgraph;
  if (!transfer) throw new Error(`${name} takes no files`);
  let files = 0;
  return {
    ...served,
    directory,
    setNow: (instant) => {
      now = instant;
    },
    importText: (text, { roster = null, ...options } = {}) => {
      files += 1;
      const path = join(directory, `file-${files}.csv`);
      writeFileSync(path, text);
      const all = { snapshot: false, dryRun: false, acceptFlips: false, asOf: now, ...options };
      return transfer.importFile(path, all, { roster, onProgress: () => {} });
    },
    verdictOf: async (studentId) => {
      const [student] = await served.entities<Record<string, ShownVerdict>>(
        [studentId],
        `${name} { outcome passed version reasons { code } }`,
      );
      if (!student?.[name]) throw new Error(`${name} shows nothing`);
      return student[name];
    },
    publishedCount: async () => {
      const [row] = await served.db
        .selectFrom('outbox')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .execute();
      return row?.count ?? 0;
    },
    close: async () => {
      await served.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Lines of a file. */
export function csv(...lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`;
}

/** The result, which must be a finished import. */
export function doneOf(result: ImportResult): Extract<ImportResult, { kind: 'done' }> {
  if (result.kind === 'done') return result;
  throw new Error(`Not done: ${JSON.stringify(result)}`);
}
