import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';

/**
 * Reads the rows of a page of students for an export.
 *
 * @param rows a query with the column `"studentId"` and the columns of the kind
 * @param after the last student number of the page before; empty for the first
 * @param limit students at most
 */
export async function readStudentsAfter<Row extends { readonly studentId: string }>(
  db: QueryExecutorProvider,
  rows: RawBuilder<Row>,
  after: string,
  limit: number,
): Promise<readonly Row[]> {
  // By bytes, so that every database sorts alike and the next page begins where this one ended.
  const result = await sql<Row>`
    with all_rows as (${rows}),
    page as (
      select distinct "studentId" collate "C" as id from all_rows
      where "studentId" collate "C" > ${after} order by 1 limit ${limit}
    )
    select all_rows.* from all_rows join page on page.id = all_rows."studentId" order by page.id`.execute(db);
  return result.rows;
}
