import { PGlite } from '@electric-sql/pglite';
import { Kysely, type LogEvent, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { closingSilent } from './closing-silent.ts';
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

/** How a process uses a PostgreSQL server; `pg` by itself waits for ever, and a department must answer or fail. */
export interface PoolLimits {
  /** Connections at most. PostgreSQL allows 100 by default, for all subgraphs and their replicas together. */
  readonly connections: number;
  /** Milliseconds until a statement counts as failed. */
  readonly queryMs: number;
  /** Milliseconds until a connection that is not had counts as failed: the server is away, or all are in use. */
  readonly connectMs: number;
}

/** Limits of a subgraph that serves requests: a request is answered or failed within the gateway's patience. */
export const SERVING_LIMITS: PoolLimits = { connections: 8, queryMs: 5_000, connectMs: 2_000 };

/** Limits of a command that works through a file: statements over a whole export may take longer than a request may. */
export const BULK_LIMITS: PoolLimits = { connections: 4, queryMs: 120_000, connectMs: 10_000 };

// PostgreSQL's own numbers of the types whose JavaScript form the two drivers disagree about.
const INT8 = 20;
const DATE = 1082;

/**
 * Opens the database lazily: connecting, or starting the embedded one, happens at the first statement.
 *
 * On both drivers bigint arrives as number (every bigint here counts rows or versions, far below 2^53), date as
 * `YYYY-MM-DD` text and timestamptz as Date. Faults surface in the statement that meets them; a server that went away and
 * came back is used again from the next statement on.
 *
 * @param limits of the pool of a PostgreSQL server; the embedded database has none
 */
export function openDatabase(location: DatabaseLocation, limits: PoolLimits = SERVING_LIMITS): Database {
  return location.kind === 'postgres' ? openPostgres(location.url, limits) : openEmbedded(location.directory);
}

function openPostgres(url: string, { connections, queryMs, connectMs }: PoolLimits): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectMs,
    query_timeout: queryMs,
    // A client that vanished in a transaction must not hold its rows until the system misses it, hours later.
    idle_in_transaction_session_timeout: queryMs + 3_000,
    // A server that vanished without a word (a cable, a firewall) is noticed by the system.
    keepAlive: true,
    types: { getTypeParser: postgresParser },
  });
  // A connection that breaks (server restart) is replaced at the next statement, idle or in a transaction. Each needs its
  // listener: the pool's own does not cover connections in use, and an error event that nobody hears ends the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  const dialect = new PostgresDialect({ pool: closingSilent(pool) });
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
