import { PGlite } from '@electric-sql/pglite';
import { Kysely, type LogEvent, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { createEmbedded } from './create-embedded.ts';

/** Where a subgraph keeps its rows: a PostgreSQL server, or a directory that one process holds. */
export type DatabaseLocation =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'embedded'; readonly directory: string };

/** A database that several departments of one process may share, each in its own schema. */
export interface Database {
  /** A query builder bound to the department's schema. `onQuery` sees every statement: for counts and traces. */
  forSchema<Tables>(schema: string, onQuery?: (event: LogEvent) => void): Kysely<Tables>;
  /** Ends all connections; statements under way finish first. */
  close(): Promise<void>;
}

// PostgreSQL's own numbers of the types whose JavaScript form the two drivers disagree about.
const INT8 = 20;
const DATE = 1082;

/**
 * Opens the database lazily: connecting, or starting the embedded one, happens at the first statement.
 *
 * On both drivers bigint arrives as number (every bigint here counts rows or versions, far below 2^53), date as
 * `YYYY-MM-DD` text and timestamptz as Date. Faults surface in the statement that meets them.
 */
export function openDatabase(location: DatabaseLocation): Database {
  return location.kind === 'postgres' ? openPostgres(location.url) : openEmbedded(location.directory);
}

function openPostgres(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    // pg waits for ever by default; a department must answer or fail.
    connectionTimeoutMillis: 2_000,
    query_timeout: 5_000,
    keepAlive: true,
    types: { getTypeParser: postgresParser },
  });
  // An idle connection that breaks (server restart) is replaced at the next statement; without a listener it ends the process.
  pool.on('error', () => {});
  const dialect = new PostgresDialect({ pool });
  return { forSchema: (schema, onQuery) => builder(dialect, schema, onQuery), close: () => pool.end() };
}

function openEmbedded(directory: string): Database {
  let opening: Promise<PGlite> | undefined;
  const open = () => {
    opening ??= createEmbedded(directory).then(() =>
      PGlite.create({ dataDir: directory, parsers: { [INT8]: Number, [DATE]: (text) => text } }),
    );
    return opening;
  };
  // Each department builds its own Kysely over the one instance; PGlite makes their transactions wait for each other.
  const dialect = new PGliteDialect({ pglite: open });
  return {
    forSchema: (schema, onQuery) => builder(dialect, schema, onQuery),
    close: async () => (await opening)?.close(),
  };
}

function builder<Tables>(
  dialect: ConstructorParameters<typeof Kysely>[0]['dialect'],
  schema: string,
  onQuery: ((event: LogEvent) => void) | undefined,
): Kysely<Tables> {
  return new Kysely<Tables>(onQuery ? { dialect, log: onQuery } : { dialect }).withSchema(schema);
}

const postgresParser: pg.CustomTypesConfig['getTypeParser'] = (oid: number, format?: 'text' | 'binary') => {
  if (oid === INT8) return Number;
  if (oid === DATE) return (text: string) => text;
  return pg.types.getTypeParser(oid, format);
};
