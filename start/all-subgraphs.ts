import { createApartment } from '../subgraphs/apartment/apartment.ts';
import { createArchives } from '../subgraphs/archives/archives.ts';
import { createClearance } from '../subgraphs/clearance/clearance.ts';
import type { ClearancePorts } from '../subgraphs/clearance/ports.ts';
import { createFinance } from '../subgraphs/finance/finance.ts';
import type { SubgraphDependencies } from '../subgraphs/kit/subgraph.ts';
import { createLibrary } from '../subgraphs/library/library.ts';
import { createRegistry } from '../subgraphs/registry/registry.ts';

/** The names of the subgraphs of this repository, as in `schema/supergraph.yml`. */
export const subgraphNames = [
  'registry',
  'library',
  'archives',
  'apartment',
  'finance',
  'clearance',
] as const;

/** One of the subgraphs of this repository. */
export type SubgraphName = (typeof subgraphNames)[number];

/** Whether a word is the name of a subgraph. */
export function isSubgraphName(word: string): word is SubgraphName {
  return subgraphNames.some((name) => name === word);
}

/** Puts every subgraph together; `dependenciesOf` says what each is given, `submission` how departments are asked anew. */
export function createAllSubgraphs(
  dependenciesOf: (name: SubgraphName) => SubgraphDependencies,
  submission: Partial<ClearancePorts> = {},
) {
  return {
    registry: createRegistry(dependenciesOf('registry')),
    library: createLibrary(dependenciesOf('library')),
    archives: createArchives(dependenciesOf('archives')),
    apartment: createApartment(dependenciesOf('apartment')),
    finance: createFinance(dependenciesOf('finance')),
    clearance: createClearance(dependenciesOf('clearance'), submission),
  };
}

/** All subgraphs, by name. */
export type AllSubgraphs = ReturnType<typeof createAllSubgraphs>;
