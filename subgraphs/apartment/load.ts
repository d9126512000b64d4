import { upsertRows } from '../kit/database/upsert-rows.ts';
import { numberRepeats } from '../kit/import/source-key.ts';
import { loadStudents } from '../kit/verdict/load-students.ts';
import type { ApartmentRecord } from './records.ts';
import { stayKey } from './stay-key.ts';
import type { ApartmentStore } from './writes.ts';

const STAY_COLUMNS = {
  stay_id: 'text',
  student_id: 'text',
  source_key: 'text',
  campus: 'text',
  compound: 'text',
  building: 'text',
  room: 'text',
  checkout_date: 'date',
  handler: 'text',
};

/** Writes whole students, new or known, with their rooms; every verdict is judged and published. */
export function loadApartment(store: ApartmentStore, records: readonly ApartmentRecord[]): Promise<void> {
  return loadStudents(store, records, async (trx, chunk) => {
    await upsertRows(
      trx,
      'apartment.resident',
      { student_id: 'text', residency_label: 'text' },
      ['student_id'],
      chunk.map(({ studentId, residencyLabel }) => ({
        student_id: studentId,
        residency_label: residencyLabel,
      })),
    );
    await upsertRows(
      trx,
      'apartment.stay',
      STAY_COLUMNS,
      ['stay_id'],
      chunk.flatMap(({ studentId, stays }) =>
        numberRepeats(stays, stayKey).map(([stay, sourceKey]) => ({
          stay_id: stay.stayId,
          student_id: studentId,
          source_key: sourceKey,
          campus: stay.campus,
          compound: stay.compound,
          building: stay.building,
          room: stay.room,
          checkout_date: stay.checkoutDate,
          handler: stay.handler,
        })),
      ),
    );
  });
}
