import { createDepartmentTransfer, type DepartmentTransfer } from '../kit/import/department-transfer.ts';
import { maxAgeHoursOf } from '../kit/service/profile.ts';
import type { Subgraph, SubgraphDependencies } from '../kit/subgraph.ts';
import { rejudgeWhenRuleChanged } from '../kit/verdict/rejudge-when-rule-changed.ts';
import { readArchivesFacts } from './facts.ts';
import { thesisKind } from './import-thesis.ts';
import { loadArchives } from './load.ts';
import { createArchivesPresenter } from './present.ts';
import type { ArchivesRecord } from './records.ts';
import { createArchivesResolvers } from './resolvers.ts';
import { judgeArchives } from './rule.ts';
import { type ArchivesTables, archivesMigrations } from './tables.ts';
import type { ArchivesStore } from './writes.ts';

/** The archives' subgraph, and how records get into it. */
export interface Archives extends Subgraph {
  readonly load: (records: readonly ArchivesRecord[]) => Promise<void>;
  readonly transfer: DepartmentTransfer;
}

/** Puts the archives together: rows, rule, presenter, resolvers. */
export function createArchives({ database, profile, now, onQuery }: SubgraphDependencies): Archives {
  const maxAgeHours = maxAgeHoursOf(profile, 'archives');
  const store: ArchivesStore = {
    schema: 'archives',
    db: database.forSchema<ArchivesTables>('archives', onQuery),
    now,
    read: readArchivesFacts,
    judge: (facts) => judgeArchives(facts, { maxAgeHours, now: now() }),
  };
  const present = createArchivesPresenter(profile, now, store.judge);
  return {
    name: 'archives',
    sdlFile: new URL('../../schema/archives.graphql', import.meta.url),
    resolvers: createArchivesResolvers(store, present),
    migrations: archivesMigrations,
    onNewDay: async () => void (await rejudgeWhenRuleChanged(store, { maxAgeHours })),
    load: (records) => loadArchives(store, records),
    transfer: createDepartmentTransfer(store, [thesisKind]),
  };
}
