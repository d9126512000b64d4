import { sql } from 'kysely';
import { importKind } from '../kit/import/import-kind.ts';
import { readStudentsAfter } from '../kit/import/students-after.ts';
import { toMoney } from '../kit/service/money.ts';
import { chargeKey } from './charge-key.ts';
import { type AccountLine, accountsFile, type ChargeLine, chargesFile } from './file-kinds.ts';

/** What lines of 账户 mean. An account that a complete file lacks is none: the student is unknown to the office. */
const accounts = importKind<AccountLine>({
  file: accountsFile,
  tables: [{ name: 'account', keyColumn: null, columns: {} }],
  rowsOf: () => [{ table: 'account', key: '', values: {} }],
  vanishing: [{ table: 'account', open: sql`true`, close: 'delete' }],
  export: {
    page: (db, after, limit) =>
      readStudentsAfter(
        db,
        sql<AccountLine>`select student_id as "studentId" from finance.account`,
        after,
        limit,
      ),
  },
});

/** What lines of 欠费明细 mean. A charge that a complete file lacks is settled. */
const charges = importKind<ChargeLine>({
  file: chargesFile,
  tables: [
    {
      name: 'charge',
      keyColumn: 'source_key',
      columns: {
        row_student_id: 'text',
        academic_year: 'int',
        item_name: 'text',
        amount_fen: 'int',
        owed_fen: 'int',
      },
      // What was asked for at first stays; an export says what is owed now.
      onlyOnInsert: ['amount_fen'],
    },
  ],
  rowsOf: ({ studentId, academicYear, itemName, owedFen, documentNumber }) => [
    {
      table: 'charge',
      key: chargeKey(academicYear, itemName, documentNumber),
      values: {
        row_student_id: studentId,
        academic_year: academicYear,
        item_name: itemName,
        amount_fen: owedFen,
        owed_fen: owedFen,
      },
    },
  ],
  vanishing: [{ table: 'charge', open: sql`t.owed_fen <> 0`, close: () => ({ owed_fen: 0 }) }],
  export: {
    page: (db, after, limit) =>
      readStudentsAfter(
        db,
        sql<ChargeLine>`
          select student_id as "studentId", academic_year as "academicYear", item_name as "itemName",
            owed_fen as "owedFen",
            nullif(substr(source_key, length(academic_year || '/' || item_name || '#') + 1), '') as "documentNumber"
          from finance.charge`,
        after,
        limit,
      ),
    format: { owedFen: (fen) => toMoney(fen).yuan },
  },
});

/** The finance office's kinds of file. */
export const financeKinds = [charges, accounts];
