/** The database did not answer, or could not: nothing is known beyond what it said before. */
export class DatabaseTrouble extends Error {
  override readonly name = 'DatabaseTrouble';
}

// SQLSTATE classes by which the database says that a statement, or a COMMIT, was refused for good:
// data, integrity, transaction state, rollback (deadlock), syntax and rights, check option, lock not available, raised.
const REFUSED = /^(22|23|25|40|42|44|55|P0)[0-9A-Z]{3}$/;

/** Whether the database itself refused: then nothing of the statement's transaction stands, or ever will. */
export function isRefusal(error: unknown): error is Error & { code: string; constraint?: string } {
  const code = (error as { code?: unknown } | null)?.code;
  return error instanceof Error && typeof code === 'string' && REFUSED.test(code);
}

// Data, integrity, syntax and rights: the same statement would be refused again.
function isMistake(error: unknown): boolean {
  return isRefusal(error) && /^(22|23|42|P0)/.test(error.code);
}

/** The answer of a statement before the commit. @throws DatabaseTrouble where the database could not answer in time */
export async function ask<Value>(ms: number, statement: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DatabaseTrouble('The database did not answer in time')), ms);
  try {
    return await Promise.race([statement, late]);
  } catch (error) {
    if (error instanceof DatabaseTrouble || isMistake(error)) throw error;
    throw new DatabaseTrouble('The database could not answer', { cause: error });
  } finally {
    clearTimeout(timer);
    statement.catch(() => {});
  }
}
