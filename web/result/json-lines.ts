/** Items as JSON Lines: one JSON value a line. @see https://jsonlines.org */
export function jsonLinesOf(items: readonly unknown[]): string {
  return items.map((item) => `${JSON.stringify(item)}\n`).join('');
}
