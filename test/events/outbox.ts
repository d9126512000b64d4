import { type Kysely, sql } from 'kysely';
import { createClearance } from '../../subgraphs/clearance/clearance.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { prepareOutbox } from '../../subgraphs/kit/events/keep-outbox.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import type { SubgraphDependencies } from '../../subgraphs/kit/subgraph.ts';
import { createLibrary } from '../../subgraphs/library/library.ts';
import { createRegistry } from '../../subgraphs/registry/registry.ts';
import type { TestDatabase } from '../kit/databases.ts';

const creators = { library: createLibrary, clearance: createClearance, registry: createRegistry };

/** Creates the tables of one subgraph, and tells whether it has an outbox. */
export async function prepare({ database }: TestDatabase, name: keyof typeof creators): Promise<boolean> {
  const given: SubgraphDependencies = {
    database,
    profile: loadProfile('current', 'guide-text'),
    now: () => new Date(),
    production: false,
  };
  const db = database.forSchema<unknown>(name);
  await migrate(db, name, creators[name](given).migrations);
  return prepareOutbox(db, name);
}

/** Adds rows to the library's outbox, in one statement; `from` numbers their versions. */
export async function tell(
  db: Kysely<unknown>,
  ids: readonly string[],
  { from = 1, at = new Date() }: { from?: number; at?: Date } = {},
): Promise<void> {
  await sql`
    insert into library.outbox (type, student_id, version, outcome, reasons, occurred_at)
    select 'verdict-changed', id, '1.' || (${from}::int + n - 1), 'PASSED', '{}', ${at}::timestamptz
    from unnest(${ids}::text[]) with ordinality as given (id, n)`.execute(db);
}

/** `count` student numbers. */
export function students(count: number, prefix = 'S'): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}
