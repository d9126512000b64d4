import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/**
 * The pool, but a connection on which a statement got no answer in time is closed and never used again.
 *
 * `pg` gives such a connection back to the pool with the statement still waiting, so that everything after it waits as
 * well: after a network that broke without a word a process would fail for as long as the system keeps its connections.
 */
export function closingSilent(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      const query = async (text: string, values: readonly unknown[]) => {
        try {
          return await client.query(text, [...values]);
        } catch (error) {
          // The words of pg; it has no code for it. Statements behind it fail at once, and the pool drops the connection.
          if (error instanceof Error && error.message === 'Query read timeout') client.end().catch(() => {});
          throw error;
        }
      };
      // Kysely's other form of query is for cursors, which are not configured.
      return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release() };
    },
  };
}
