import { sql } from 'kysely';
import { importKind } from '../kit/import/import-kind.ts';
import { readStudentsAfter } from '../kit/import/students-after.ts';
import { toMoney } from '../kit/service/money.ts';
import {
  type FeeLine,
  feesFile,
  type LoanLine,
  loansFile,
  type ReaderLine,
  readersFile,
} from './file-kinds.ts';

const yuan = (fen: number | null) => (fen === null ? '' : toMoney(fen).yuan);

/** What lines of 读者 mean. A student whom a complete file lacks is unknown to the library. */
const readers = importKind<ReaderLine>({
  file: readersFile,
  tables: [
    {
      name: 'reader',
      keyColumn: null,
      columns: {
        card_label: 'text',
        violation_label: 'text',
        thesis_label: 'text',
        stated_books: 'int',
        stated_fee_fen: 'int',
      },
      // A file without the sums says nothing about them, so what was said before still stands.
      keepWhenNull: ['stated_books', 'stated_fee_fen'],
    },
  ],
  rowsOf: ({ cardLabel, violationLabel, thesisLabel, statedBooks, statedFeeFen }) => {
    const labels = { card_label: cardLabel, violation_label: violationLabel, thesis_label: thesisLabel };
    const stated = { stated_books: statedBooks, stated_fee_fen: statedFeeFen };
    return [{ table: 'reader', key: '', values: { ...labels, ...stated } }];
  },
  vanishing: [{ table: 'reader', open: sql`true`, close: 'delete' }],
  export: {
    page: (db, after, limit) =>
      readStudentsAfter(
        db,
        sql<ReaderLine>`
          select student_id as "studentId", card_label as "cardLabel", violation_label as "violationLabel",
            thesis_label as "thesisLabel", stated_books as "statedBooks", stated_fee_fen as "statedFeeFen"
          from library.reader`,
        after,
        limit,
      ),
    format: { statedFeeFen: yuan },
  },
});

/** What lines of 在借图书 mean. A book that a complete file lacks was returned by the day of the export. */
const loans = importKind<LoanLine>({
  file: loansFile,
  tables: [
    {
      name: 'loan',
      keyColumn: 'source_key',
      columns: { title: 'text', due_on: 'date', returned_on: 'date' },
    },
  ],
  rowsOf: ({ barcode, title, dueOn }) => [
    { table: 'loan', key: barcode, values: { title, due_on: dueOn, returned_on: null } },
  ],
  vanishing: [
    { table: 'loan', open: sql`t.returned_on is null`, close: (asOfDay) => ({ returned_on: asOfDay }) },
  ],
  export: {
    page: (db, after, limit) =>
      readStudentsAfter(
        db,
        sql<LoanLine>`
          select student_id as "studentId", source_key as barcode, title, due_on as "dueOn"
          from library.loan where returned_on is null`,
        after,
        limit,
      ),
  },
});

/** What lines of 欠费 mean. A fee that a complete file lacks was paid by the day of the export. */
const fees = importKind<FeeLine>({
  file: feesFile,
  tables: [
    { name: 'fee', keyColumn: 'source_key', columns: { reason: 'text', amount_fen: 'int', paid_on: 'date' } },
  ],
  rowsOf: ({ documentNumber, reason, amountFen }) => [
    { table: 'fee', key: documentNumber, values: { reason, amount_fen: amountFen, paid_on: null } },
  ],
  vanishing: [{ table: 'fee', open: sql`t.paid_on is null`, close: (asOfDay) => ({ paid_on: asOfDay }) }],
  export: {
    page: (db, after, limit) =>
      readStudentsAfter(
        db,
        sql<FeeLine>`
          select student_id as "studentId", source_key as "documentNumber", reason, amount_fen as "amountFen"
          from library.fee where paid_on is null`,
        after,
        limit,
      ),
    format: { amountFen: yuan },
  },
});

/** The library's kinds of file. */
export const libraryKinds = [readers, loans, fees];
