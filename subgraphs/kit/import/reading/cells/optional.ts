import { type ParseCell, value } from '../parsed.ts';

/** Null where the cell is blank or its column absent; else what `parse` says. */
export function optional<Value>(parse: ParseCell<Value>): ParseCell<Value | null> {
  return (cell) => (cell.trim() === '' ? value(null) : parse(cell));
}
