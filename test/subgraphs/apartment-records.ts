import type { ApartmentRecord, StayRecord } from '../../subgraphs/apartment/records.ts';

/** A checkout before the day on which the tests stand. */
export const ENDED = { checkoutDate: '2020-06-05', handler: '测试员甲' };

/** A checkout after it. */
export const AHEAD = { checkoutDate: '2020-07-01', handler: '测试员甲' };

const BLANK = { campus: null, compound: null, building: null, room: null, checkoutDate: null, handler: null };

let students = 0;

/** A student of a number not used before in this file, with rooms `<number>-1`, `<number>-2`, ... */
export function newResident(
  residencyLabel: string | null,
  stays: readonly Partial<StayRecord>[] = [],
): ApartmentRecord {
  students += 1;
  const studentId = `H${students}`;
  return {
    studentId,
    residencyLabel,
    stays: stays.map((stay, index) => ({ ...BLANK, ...stay, stayId: `${studentId}-${index + 1}` })),
    asOf: null,
  };
}
