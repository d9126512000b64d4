import type { SortedHistory } from '../sorted-history.ts';

/** O1: at most one row per student and edition, and at most one of a student that is not void. */
export function oneRow({ submissions }: SortedHistory): string[] {
  const violations: string[] = [];
  const students = Map.groupBy(submissions, ({ student }) => student);
  for (const [student, rows] of students) {
    const valid = rows.filter((row) => !row.void);
    if (valid.length > 1) violations.push(`${student} has ${valid.length} submissions that are not void`);
    for (const [edition, same] of Map.groupBy(rows, (row) => row.edition))
      if (same.length > 1) violations.push(`${student} has ${same.length} submissions of edition ${edition}`);
  }
  return violations;
}
