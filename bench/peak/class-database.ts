import { syntheticClass } from '../../data/synthetic-class.ts';
import { createApartment } from '../../subgraphs/apartment/apartment.ts';
import { createArchives } from '../../subgraphs/archives/archives.ts';
import { createFinance } from '../../subgraphs/finance/finance.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { BULK_LIMITS, openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import type { VerdictTables } from '../../subgraphs/kit/verdict/verdict-tables.ts';
import { createLibrary } from '../../subgraphs/library/library.ts';
import { createRegistry } from '../../subgraphs/registry/registry.ts';
import { type Department, departments, type Standing } from './standing.ts';

const SEED = 2020;

/**
 * Writes a synthetic class into an empty database and returns how each student of the roster stands there, read from the
 * departments' own tables.
 */
export async function fillClass(url: string, students: number): Promise<Standing[]> {
  const database = openDatabase({ kind: 'postgres', url }, BULK_LIMITS);
  try {
    const profile = loadProfile('current', 'guide-text');
    const given = { database, profile, now: () => new Date(), production: false };
    const [library, archives] = [createLibrary(given), createArchives(given)];
    const [apartment, finance, registry] = [
      createApartment(given),
      createFinance(given),
      createRegistry(given),
    ];
    for (const { name, migrations } of [library, archives, apartment, finance, registry])
      await migrate(database.forSchema(name), name, migrations);
    const records = syntheticClass({ students, seed: SEED });
    await Promise.all([
      library.load(records.library),
      archives.load(records.archives),
      apartment.load(records.apartment),
      finance.load(records.finance),
      registry.load(records.registry),
    ]);
    const outcomes = new Map<Department, ReadonlyMap<string, string>>();
    for (const department of departments) {
      const rows = await database
        .forSchema<VerdictTables>(department)
        .selectFrom('student_verdict')
        .select(['student_id', 'outcome'])
        .execute();
      outcomes.set(department, new Map(rows.map((row) => [row.student_id, row.outcome])));
    }
    return records.registry
      .filter(({ classYear }) => classYear !== null)
      .map(({ studentId }) => ({
        studentId,
        passing: departments.filter((department) => outcomes.get(department)?.get(studentId) === 'PASSED'),
        failing: departments.filter(
          (department) => outcomes.get(department)?.get(studentId) === 'NOT_PASSED',
        ),
      }));
  } finally {
    await database.close();
  }
}
