import type { SampleClass } from '../data/class-records.ts';
import { readPeople } from '../data/people.ts';
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
  if (!(await subgraphs.registry.isEmpty())) {
    // A graph that was filled before there were roles.
    await grantSampleRoles(subgraphs);
    return 0;
  }
  const sample = sampleClass();
  await loadRecords(subgraphs, sample);
  await grantSampleRoles(subgraphs);
  return sample.registry.length;
}

/**
 * Gives the sample people their roles, where nobody was ever given any and the register holds the sample class.
 *
 * In production such grants count for nothing.
 */
async function grantSampleRoles({ registry }: AllSubgraphs): Promise<void> {
  const people = readPeople();
  const known = await registry.classYears(people.map(({ sub }) => sub));
  if (known.size > 0) await registry.grantSampleRoles(people);
}

/** Writes a whole class, department by department; the registry last. */
export async function loadRecords(subgraphs: AllSubgraphs, records: SampleClass): Promise<void> {
  await subgraphs.library.load(records.library);
  await subgraphs.archives.load(records.archives);
  await subgraphs.apartment.load(records.apartment);
  await subgraphs.finance.load(records.finance);
  await subgraphs.registry.load(records.registry);
}
