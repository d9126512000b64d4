import type { ApartmentRecord } from '../subgraphs/apartment/records.ts';
import type { ArchivesRecord } from '../subgraphs/archives/records.ts';
import type { FinanceRecord } from '../subgraphs/finance/records.ts';
import type { LibraryRecord } from '../subgraphs/library/records.ts';
import type { RegistryRecord } from '../subgraphs/registry/records.ts';

/**
 * A class as its owners hand it over, one list a subgraph, each in the registry's order.
 *
 * A student whom a department does not know is absent from that department's list.
 */
export interface SampleClass {
  readonly registry: readonly RegistryRecord[];
  readonly library: readonly LibraryRecord[];
  readonly archives: readonly ArchivesRecord[];
  readonly apartment: readonly ApartmentRecord[];
  readonly finance: readonly FinanceRecord[];
}
