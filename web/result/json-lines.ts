import { isObject, type ListItem } from './lists.ts';
import { VALUE } from './sheet-of-list.ts';

/**
 * Items as JSON Lines: one JSON value a line, as the answer holds it. What is around an item comes first, in fields `list.field` that no
 * field of the graph can be called; a plain value then stands in `value`, as in a sheet.
 *
 * @see https://jsonlines.org
 */
export function jsonLinesOf(items: readonly ListItem[]): string {
  return items.map((item) => `${JSON.stringify(lineOf(item))}\n`).join('');
}

function lineOf({ value, around }: ListItem): unknown {
  if (Object.keys(around).length === 0) return value;
  return isObject(value) ? { ...around, ...value } : { ...around, [VALUE]: value };
}
