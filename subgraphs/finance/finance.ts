import { createDepartmentTransfer, type DepartmentTransfer } from '../kit/import/department-transfer.ts';
import { maxAgeHoursOf } from '../kit/service/profile.ts';
import type { Subgraph, SubgraphDependencies } from '../kit/subgraph.ts';
import { rejudgeWhenRuleChanged } from '../kit/verdict/rejudge-when-rule-changed.ts';
import { readFinanceFacts } from './facts.ts';
import { financeKinds } from './import-finance.ts';
import { loadFinance } from './load.ts';
import { createFinancePresenter } from './present.ts';
import type { FinanceRecord } from './records.ts';
import { createFinanceResolvers } from './resolvers.ts';
import { judgeFinance } from './rule.ts';
import type { FinanceStore } from './store.ts';
import { type FinanceTables, financeMigrations } from './tables.ts';

/** The finance office's subgraph, and how records get into it. */
export interface Finance extends Subgraph {
  readonly load: (records: readonly FinanceRecord[]) => Promise<void>;
  readonly transfer: DepartmentTransfer;
}

/** Puts the finance office together: rows, rule, presenter, resolvers. */
export function createFinance({ database, profile, now, onQuery }: SubgraphDependencies): Finance {
  const maxAgeHours = maxAgeHoursOf(profile, 'finance');
  const store: FinanceStore = {
    schema: 'finance',
    db: database.forSchema<FinanceTables>('finance', onQuery),
    now,
    read: readFinanceFacts,
    judge: (facts) => judgeFinance(facts, { maxAgeHours, now: now() }),
  };
  const present = createFinancePresenter(profile, now, store.judge);
  return {
    name: 'finance',
    sdlFile: new URL('../../schema/finance.graphql', import.meta.url),
    resolvers: createFinanceResolvers(store, present),
    migrations: financeMigrations,
    onNewDay: async () => void (await rejudgeWhenRuleChanged(store, { maxAgeHours })),
    load: (records) => loadFinance(store, records),
    transfer: createDepartmentTransfer(store, financeKinds),
  };
}
