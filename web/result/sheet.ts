/** What stands in one cell. */
export type Cell = string | number | boolean | null;

/** Rows and columns, as a table shows and a CSV file holds them. */
export interface Sheet {
  /** In order; each once. */
  readonly columns: readonly string[];
  /** Each as long as `columns`. */
  readonly rows: readonly (readonly Cell[])[];
}

/** The numbers of a column: null where a cell holds none. */
export function numbersOf({ rows }: Sheet, column: number): (number | null)[] {
  return rows.map((row) => {
    const cell = row[column];
    return typeof cell === 'number' ? cell : null;
  });
}

/** Columns that hold numbers and nothing else, at least one. */
export function numberColumns({ columns, rows }: Sheet): number[] {
  return columns
    .map((_, index) => index)
    .filter((index) => {
      const cells = rows.map((row) => row[index] ?? null).filter((cell) => cell !== null);
      return cells.length > 0 && cells.every((cell) => typeof cell === 'number');
    });
}
