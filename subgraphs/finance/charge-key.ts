/**
 * What tells a student's charges apart in the office's export: academic year and item, and the document number where
 * there is one.
 */
export function chargeKey(academicYear: number, itemName: string, documentNumber: string | null): string {
  const item = `${academicYear}/${itemName}`;
  return documentNumber === null ? item : `${item}#${documentNumber}`;
}
