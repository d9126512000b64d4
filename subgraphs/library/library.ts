import { createDepartmentTransfer, type DepartmentTransfer } from '../kit/import/department-transfer.ts';
import { maxAgeHoursOf } from '../kit/service/profile.ts';
import type { Subgraph, SubgraphDependencies } from '../kit/subgraph.ts';
import { rejudgeWhenRuleChanged } from '../kit/verdict/rejudge-when-rule-changed.ts';
import { readLibraryFacts } from './facts.ts';
import { libraryKinds } from './import-library.ts';
import { loadLibrary } from './load.ts';
import { createLibraryPresenter } from './present.ts';
import type { LibraryRecord } from './records.ts';
import { createLibraryResolvers } from './resolvers.ts';
import { judgeLibrary } from './rule.ts';
import { type LibraryTables, libraryMigrations } from './tables.ts';
import type { LibraryStore } from './writes.ts';

/** The library's subgraph, and how records get into it. */
export interface Library extends Subgraph {
  readonly load: (records: readonly LibraryRecord[]) => Promise<void>;
  readonly transfer: DepartmentTransfer;
}

/** Puts the library together: rows, rule, presenter, resolvers. */
export function createLibrary({ database, profile, now, onQuery }: SubgraphDependencies): Library {
  const maxAgeHours = maxAgeHoursOf(profile, 'library');
  const store: LibraryStore = {
    schema: 'library',
    db: database.forSchema<LibraryTables>('library', onQuery),
    now,
    read: readLibraryFacts,
    judge: (facts) => judgeLibrary(facts, { labels: profile.labels, maxAgeHours, now: now() }),
  };
  const presenter = createLibraryPresenter(profile, now, store.judge);
  return {
    name: 'library',
    sdlFile: new URL('../../schema/library.graphql', import.meta.url),
    resolvers: createLibraryResolvers(store, presenter, profile.labels),
    migrations: libraryMigrations,
    onNewDay: async () =>
      void (await rejudgeWhenRuleChanged(store, {
        libraryThesis: profile.labels.libraryThesis,
        libraryCard: profile.labels.libraryCard,
        maxAgeHours,
      })),
    load: (records) => loadLibrary(store, records),
    transfer: createDepartmentTransfer(store, libraryKinds),
  };
}
