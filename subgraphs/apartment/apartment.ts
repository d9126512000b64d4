import { createDepartmentTransfer, type DepartmentTransfer } from '../kit/import/department-transfer.ts';
import { maxAgeHoursOf } from '../kit/service/profile.ts';
import type { Subgraph, SubgraphDependencies } from '../kit/subgraph.ts';
import { rejudgeWhenRuleChanged } from '../kit/verdict/rejudge-when-rule-changed.ts';
import { rejudgeArrivedCheckouts } from './arrived-checkouts.ts';
import { readApartmentFacts } from './facts.ts';
import { staysKind } from './import-stays.ts';
import { residencyTextsOf } from './labels.ts';
import { loadApartment } from './load.ts';
import { createApartmentPresenter } from './present.ts';
import type { ApartmentRecord } from './records.ts';
import { createApartmentResolvers } from './resolvers.ts';
import { judgeApartment } from './rule.ts';
import { type ApartmentTables, apartmentMigrations } from './tables.ts';
import type { ApartmentStore } from './writes.ts';

/** The apartment office's subgraph, and how records get into it. */
export interface Apartment extends Subgraph {
  readonly load: (records: readonly ApartmentRecord[]) => Promise<void>;
  readonly transfer: DepartmentTransfer;
  readonly onNewDay: () => Promise<void>;
}

/** Puts the apartment office together: rows, rule, presenter, resolvers, and the job of each new day. */
export function createApartment({ database, profile, now, onQuery }: SubgraphDependencies): Apartment {
  const { labels } = profile;
  const maxAgeHours = maxAgeHoursOf(profile, 'apartment');
  const store: ApartmentStore = {
    schema: 'apartment',
    db: database.forSchema<ApartmentTables>('apartment', onQuery),
    now,
    read: readApartmentFacts,
    judge: (facts) => judgeApartment(facts, { labels, maxAgeHours, now: now() }),
  };
  const present = createApartmentPresenter(profile, now, store.judge);
  const wording = { labels, texts: residencyTextsOf(labels) };
  return {
    name: 'apartment',
    sdlFile: new URL('../../schema/apartment.graphql', import.meta.url),
    resolvers: createApartmentResolvers(store, present, wording),
    migrations: apartmentMigrations,
    onNewDay: async () => {
      await rejudgeWhenRuleChanged(store, { residency: labels.residency, maxAgeHours });
      await rejudgeArrivedCheckouts(store);
    },
    load: (records) => loadApartment(store, records),
    transfer: createDepartmentTransfer(store, [staysKind]),
  };
}
