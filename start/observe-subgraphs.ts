import { openObservation, type SubgraphObservation } from '../subgraphs/kit/observe/observation.ts';
import type { ObserveConfig } from '../subgraphs/kit/observe/observe-config.ts';
import { type SubgraphName, subgraphNames } from './all-subgraphs.ts';

/** Observes every subgraph of this process by itself; the process is measured with the first of them. */
export async function observeSubgraphs(
  observing: ObserveConfig,
): Promise<Readonly<Record<SubgraphName, SubgraphObservation>>> {
  const opened = await Promise.all(
    subgraphNames.map(async (name, index) => [
      name,
      await openObservation({ ...observing, name, withProcess: index === 0 }),
    ]),
  );
  return Object.fromEntries(opened) as Record<SubgraphName, SubgraphObservation>;
}
