import { sampleClass } from '../data/sample-class.ts';
import type { AllSubgraphs } from './all-subgraphs.ts';

/**
 * Fills an empty graph with the sample class; a graph with any student is left alone.
 *
 * The registry comes last: it says whether the class is there, so an interrupted fill is done again at the next start.
 *
 * @returns how many students were imported, 0 where the graph was not empty
 */
export async function importSample(subgraphs: AllSubgraphs): Promise<number> {
  if (!(await subgraphs.registry.isEmpty())) return 0;
  const sample = sampleClass();
  await subgraphs.library.load(sample.library);
  await subgraphs.archives.load(sample.archives);
  await subgraphs.apartment.load(sample.apartment);
  await subgraphs.finance.load(sample.finance);
  await subgraphs.registry.load(sample.registry);
  return sample.registry.length;
}
