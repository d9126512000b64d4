import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

/** The migrations of one department, by name; names sort in the order of application: `001-tables`. */
export type Migrations = Readonly<Record<string, Migration>>;

/**
 * Creates the department's schema where it is absent and applies what is not applied yet.
 *
 * Idempotent, and safe to run from several processes on PostgreSQL (Kysely takes an advisory lock).
 *
 * @throws the database's error of the first migration that failed; the ones before it stay applied
 */
export async function migrate(db: Kysely<unknown>, schema: string, migrations: Migrations): Promise<void> {
  await db.schema.createSchema(schema).ifNotExists().execute();
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableSchema: schema,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
