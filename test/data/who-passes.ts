import type { SampleClass } from '../../data/class-records.ts';

/** Numbers of the students who plainly pass at each department, judged by the guide's text and apart from the product. */
export function whoPasses(students: SampleClass) {
  return {
    library: numbers(
      students.library.filter(
        ({ loans, fees, violationLabel, cardLabel, thesisLabel }) =>
          loans.length === 0 &&
          fees.every(({ amountFen }) => amountFen <= 0) &&
          violationLabel === '0' &&
          cardLabel === '已注销' &&
          thesisLabel === '记录审核通过',
      ),
    ),
    archives: numbers(students.archives.filter(({ thesisLabel }) => thesisLabel === '已审核')),
    apartment: numbers(
      students.apartment.filter(({ residencyLabel, stays }) =>
        stays.length === 0
          ? residencyLabel === '未在校住宿' || residencyLabel === '未住宿'
          : residencyLabel === '已退宿' &&
            stays.every(
              ({ checkoutDate, handler }) => handler && checkoutDate && checkoutDate < '2020-07-01',
            ),
      ),
    ),
    finance: numbers(
      students.finance.filter(({ charges }) => charges.every(({ amountFen }) => amountFen <= 0)),
    ),
  };
}

function numbers(records: readonly { readonly studentId: string }[]): Set<string> {
  return new Set(records.map(({ studentId }) => studentId));
}
