import { sql } from 'kysely';
import { importKind, type TableRow } from '../kit/import/import-kind.ts';
import { readStudentsAfter } from '../kit/import/students-after.ts';
import { type StayLine, staysFile } from './file-kinds.ts';
import { stayKey } from './stay-key.ts';

/** What lines of 住宿 mean. A room that a complete file lacks is gone; a student whom it lacks is unknown to the office. */
export const staysKind = importKind<StayLine>({
  file: staysFile,
  tables: [
    { name: 'resident', keyColumn: null, columns: { residency_label: 'text' } },
    {
      name: 'stay',
      keyColumn: 'source_key',
      columns: {
        campus: 'text',
        compound: 'text',
        building: 'text',
        room: 'text',
        checkout_date: 'date',
        handler: 'text',
      },
    },
  ],
  rowsOf: (line) => (hasRoom(line) ? [residentRow(line), stayRow(line)] : [residentRow(line)]),
  vanishing: [
    { table: 'stay', open: sql`true`, close: 'delete' },
    { table: 'resident', open: sql`true`, close: 'delete' },
  ],
  export: {
    page: (db, after, limit) =>
      readStudentsAfter(
        db,
        sql<StayLine>`
          select r.student_id as "studentId", campus, compound, building, room, checkout_date as "checkoutDate",
            handler, residency_label as "residencyLabel",
            nullif(substr(source_key, length(concat(campus, '|', compound, '|', building, '|', room)) + 2), '') as ordinal
          from apartment.resident r left join apartment.stay s on s.student_id = r.student_id`,
        after,
        limit,
      ),
  },
});

function hasRoom({ campus, compound, building, room, checkoutDate, handler }: StayLine): boolean {
  // A checkout without a place is a room, too: half a record must not look like nobody's.
  return [campus, compound, building, room, checkoutDate, handler].some((cell) => cell !== null);
}

function residentRow({ residencyLabel }: StayLine): TableRow {
  // A student with two rooms may have 住宿情况 in one line only.
  const weak = residencyLabel === null;
  return { table: 'resident', key: '', values: { residency_label: residencyLabel }, weak };
}

function stayRow(line: StayLine): TableRow {
  const { campus, compound, building, room, checkoutDate, handler } = line;
  const values = { campus, compound, building, room, checkout_date: checkoutDate, handler };
  const key = line.ordinal === null ? stayKey(line) : `${stayKey(line)}#${line.ordinal}`;
  return { table: 'stay', key, values };
}
