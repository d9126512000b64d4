import type { DepartmentStore } from '../kit/verdict/department-store.ts';
import type { FinanceFacts } from './facts.ts';
import type { ReasonCode } from './schema.generated.ts';
import type { FinanceTables } from './tables.ts';

/** The finance office's rows and rule. */
export type FinanceStore = DepartmentStore<FinanceTables, FinanceFacts, ReasonCode>;
