import { syntheticClass } from '../../../data/synthetic-class.ts';
import { createAllSubgraphs } from '../../../start/all-subgraphs.ts';
import { loadRecords } from '../../../start/sample.ts';
import { openDatabase } from '../../../subgraphs/kit/database/open-database.ts';
import { loadProfile } from '../../../subgraphs/kit/service/profile.ts';

/**
 * Writes a synthetic class beside the golden students of a graph.
 *
 * @returns the numbers of `count` students whom the roster and the finance office know
 */
export async function addStudents(databaseUrl: string, count: number): Promise<string[]> {
  const database = openDatabase({ kind: 'postgres', url: databaseUrl });
  const profile = loadProfile('current', 'guide-text');
  const parts = { database, profile, now: () => new Date(), production: false };
  const records = syntheticClass({ students: Math.ceil(count * 1.05) + 20, seed: 6 });
  await loadRecords(
    createAllSubgraphs(() => parts),
    records,
  );
  await database.close();
  const charged = new Set(records.finance.map(({ studentId }) => studentId));
  const known = records.registry.map(({ studentId }) => studentId).filter((id) => charged.has(id));
  return known.slice(0, count);
}
