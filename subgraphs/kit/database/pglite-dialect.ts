import type { PGlite, Transaction as PGliteTransaction } from '@electric-sql/pglite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';

/**
 * A Kysely dialect over one PGlite that keeps transactions apart.
 *
 * Kysely's own PGlite dialect hands the same connection object to everybody: a read of another request that
 * runs while a transaction is open is executed *inside* it and sees uncommitted rows, and a second transaction
 * overwrites the state of the first. Here every acquired connection carries its own transaction; PGlite's
 * own lock makes the others wait. See docs/decisions/003-own-pglite-dialect.md.
 *
 * @param open called once, at the first query; a rejected opening is passed to every caller
 */
export function createPgliteDialect(open: () => Promise<PGlite>): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(open),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function createDriver(open: () => Promise<PGlite>): Driver {
  let pglite: PGlite | undefined;
  const opened = async () => {
    pglite ??= await open();
    return pglite;
  };
  return {
    init: async () => void (await opened()),
    acquireConnection: async () => new PgliteConnection(await opened()),
    beginTransaction: async (connection) => connectionOf(connection).begin(),
    commitTransaction: async (connection) => connectionOf(connection).end('commit'),
    rollbackTransaction: async (connection) => connectionOf(connection).end('rollback'),
    releaseConnection: async () => {},
    // The instance is shared by every department of the process; whoever opened it closes it.
    destroy: async () => {},
  };
}

function connectionOf(connection: DatabaseConnection): PgliteConnection {
  if (connection instanceof PgliteConnection) return connection;
  throw new TypeError('A connection of another dialect was given to the PGlite dialect');
}

class PgliteConnection implements DatabaseConnection {
  readonly #pglite: PGlite;
  #transaction: { tx: PGliteTransaction; finish: () => void; closed: Promise<void> } | undefined;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const target = this.#transaction?.tx ?? this.#pglite;
    const result = await target.query<R>(query.sql, [...query.parameters]);
    return { rows: result.rows, numAffectedRows: BigInt(result.affectedRows ?? 0) };
  }

  // biome-ignore lint/correctness/useYield: PGlite holds every result in memory, there is nothing to stream
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('PGlite cannot stream');
  }

  async begin(): Promise<void> {
    const begun = Promise.withResolvers<PGliteTransaction>();
    const finished = Promise.withResolvers<void>();
    const closed = this.#pglite.transaction(async (tx) => {
      begun.resolve(tx);
      await finished.promise;
    });
    closed.catch(begun.reject);
    this.#transaction = { tx: await begun.promise, finish: finished.resolve, closed };
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    const transaction = this.#transaction;
    if (!transaction) return;
    this.#transaction = undefined;
    if (how === 'rollback') await transaction.tx.rollback();
    transaction.finish();
    await transaction.closed;
  }
}
