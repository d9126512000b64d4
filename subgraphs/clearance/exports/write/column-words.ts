import { scalars } from '../../../kit/graph/scalars.ts';
import { minuteInShanghai } from '../../../kit/service/clock.ts';
import type { AskedField } from '../query/asked-fields.ts';
import { schemaWord } from './schema-words.ts';

/** `DateTime`, which in a schema with resolvers goes by the name of its library. */
const INSTANT = scalars.DateTime.name;

/**
 * The header of a column for people: what the schema calls it, then the path by which programs and the query know it. The bare path
 * where the schema, or the department, has no Chinese name.
 *
 * @param unit the department's name; empty: the column is of the student
 */
export function headOf(path: string, field: AskedField | undefined, unit: string | null): string {
  const term = field ? schemaWord(field.parent, field.name) : null;
  if (field === undefined || term === null || unit === null) return path;
  // Reasons are told in words: no codes any more.
  const said = isReasons(field) ? term.replace(/代码$/, '') : term;
  return `${unit}${said}${field.type === INSTANT ? '（北京时间）' : ''} (${path})`;
}

/**
 * A value for people: an instant as Beijing time to the minute, a value of an enum and a reason by the schema's Chinese term, a list
 * with ` · ` between its values; what has no term there, and everything else, as it is.
 */
export function wordsOf(value: unknown, field: AskedField | undefined): unknown {
  if (Array.isArray(value)) return value.map((one) => wordsOf(one, field)).join(' · ');
  if (field === undefined || value === null || value === undefined) return value;
  if (field.type === INSTANT) return minuteInShanghai(new Date(value as string | Date));
  return schemaWord(isReasons(field) ? 'ReasonCode' : field.type, String(value)) ?? value;
}

/** The list of students gives the codes of all departments as strings. */
function isReasons({ parent, name }: AskedField): boolean {
  return parent === 'ClearanceRowDepartment' && name === 'reasons';
}
