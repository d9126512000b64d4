import type { ListItem } from './lists.ts';
import type { Cell, Sheet } from './sheet.ts';

/** The column of lists whose items are plain values. */
export const VALUE = 'value';

const MOST_COLUMNS = 6;
const ENUM_VALUE = /^[A-Z][A-Z0-9_]*$/;

/**
 * The items of a list as rows: what is around an item first, then its fields. An object within an item gives columns
 * `outer.inner`; a list of plain values one cell with ` · ` between them; a list of up to 6 objects columns `list.0.field`,
 * `list.1.field`, or by the enum value that each begins with, `outcomes.PASSED.students`; a longer one a cell of JSON.
 */
export function sheetOfList(items: readonly ListItem[]): Sheet {
  const columns = new Map<string, number>();
  const rows = items.map(({ value, around }) => {
    const row: Cell[] = [];
    const put = (column: string, cell: Cell) => {
      const at = columns.get(column) ?? columns.size;
      columns.set(column, at);
      row[at] = cell;
    };
    for (const [column, one] of Object.entries(around)) put(column, asCell(one));
    flatten(value, '', put);
    return row;
  });
  const width = columns.size;
  return {
    columns: [...columns.keys()],
    rows: rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? null)),
  };
}

function flatten(value: unknown, prefix: string, put: (column: string, cell: Cell) => void): void {
  if (!hasColumns(value)) put(prefix === '' ? VALUE : prefix, asCell(value));
  else
    for (const [key, one] of Object.entries(named(value)))
      flatten(one, prefix === '' ? key : `${prefix}.${key}`, put);
}

/** A list's entries by the enum values that they begin with, where these are all there and differ; else as it is. */
function named(value: object): object {
  if (!Array.isArray(value)) return value;
  const entries = value.map((one: unknown) => Object.entries(one ?? {}));
  const names = entries.map(([first]) => (typeof first?.[1] === 'string' ? first[1] : ''));
  if (!names.every((name) => ENUM_VALUE.test(name)) || new Set(names).size < names.length) return value;
  return Object.fromEntries(
    entries.map(([_first, ...rest], at) => [names[at] ?? '', Object.fromEntries(rest)]),
  );
}

/** Whether a value is columns rather than one cell. */
function hasColumns(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (!Array.isArray(value)) return true;
  return value.length <= MOST_COLUMNS && value.some((one) => typeof one === 'object' && one !== null);
}

function asCell(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(' · ');
  return JSON.stringify(value);
}
