import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { recordHandover } from '../../../subgraphs/clearance/record/handover.ts';
import { confirmReopening, requestReopening } from '../../../subgraphs/clearance/record/reopening.ts';
import { parseSerial } from '../../../subgraphs/clearance/record/serial-text.ts';
import type { ServedGraph } from '../../kit/served-graph.ts';
import { newKey } from '../../kit/submit.ts';

const students = [
  'TS2020S1',
  'TS2020S2',
  'TS2020S3',
  'TS2020F4',
  'TS2020F6',
  'TS2020F8',
  'TS2020F9C',
  'TS2020F10',
  'TS2020F11',
];
export const anyStudent = fc.constantFrom(...students);

/** Something that a department, the registry, a student or the desk does. */
export type Change =
  | {
      readonly kind: 'thesis';
      readonly department: 'library' | 'archives';
      readonly student: string;
      readonly label: string;
    }
  | { readonly kind: 'residency'; readonly student: string; readonly residency: string }
  | { readonly kind: 'roster'; readonly student: string; readonly college: string | null }
  | {
      readonly kind: 'check-out' | 'charge' | 'payment' | 'submission' | 'hand-over' | 'reopening';
      readonly student: string;
    };

const of = (kind: Change['kind'], more: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({ kind: fc.constant(kind), student: anyStudent, ...more });

/** Any of them; of those that need another before (a payment needs a charge) some find nothing to do. */
export const change = fc.oneof(
  {
    weight: 6,
    arbitrary: of('thesis', {
      department: fc.constantFrom('library', 'archives'),
      label: fc.constantFrom('记录审核通过', '未审核', '已审核', '已提交'),
    }),
  },
  {
    weight: 2,
    arbitrary: of('residency', { residency: fc.constantFrom('RESIDENT', 'NON_RESIDENT', 'UNKNOWN') }),
  },
  { weight: 2, arbitrary: of('check-out') },
  { weight: 3, arbitrary: of('charge') },
  { weight: 3, arbitrary: of('payment') },
  { weight: 2, arbitrary: of('roster', { college: fc.constantFrom('C01', 'C02', null) }) },
  { weight: 4, arbitrary: of('submission') },
  { weight: 1, arbitrary: of('hand-over') },
  { weight: 2, arbitrary: of('reopening') },
) as fc.Arbitrary<Change>;

/** Makes a change happen. @returns whether there was anything to do */
export async function make(graph: ServedGraph, one: Change): Promise<boolean> {
  const { student } = one;
  switch (one.kind) {
    case 'thesis': {
      const mutation = one.department === 'library' ? 'recordLibraryThesis' : 'recordArchivesThesis';
      await graph.change(
        one.department,
        `${mutation}(input: { studentId: "${student}", label: "${one.label}" })`,
      );
      return true;
    }
    case 'residency':
      await graph.change(
        'apartment',
        `setResidency(input: { studentId: "${student}", residency: ${one.residency} })`,
      );
      return true;
    case 'check-out': {
      const { rows } = await sql<{ id: string }>`
        select stay_id as id from apartment.stay where student_id = ${student} and checkout_date is null`.execute(
        graph.db,
      );
      for (const { id } of rows)
        await graph.change(
          'apartment',
          `checkOutOfRoom(input: { studentId: "${student}", stayId: "${id}", checkoutDate: "2020-06-05", handler: "测试员甲" })`,
        );
      return rows.length > 0;
    }
    case 'charge':
      await graph.change(
        'finance',
        `recordCharge(input: { studentId: "${student}", academicYear: 2019, chargeItemName: "取暖费", amountFen: 1, reference: "${randomUUID()}" })`,
      );
      return true;
    case 'payment': {
      const { rows } = await sql<{ id: string; owed: number }>`
        select charge_id as id, owed_fen as owed from finance.charge
        where student_id = ${student} and owed_fen > 0`.execute(graph.db);
      for (const { id, owed } of rows)
        await graph.change(
          'finance',
          `recordPayment(input: { studentId: "${student}", chargeId: "${id}", amountFen: ${owed}, reference: "${randomUUID()}" })`,
        );
      return rows.length > 0;
    }
    case 'roster':
      await sql`
        update registry.student set college_code = coalesce(${one.college}, college_code),
          class_year = case when ${one.college}::text is null then null else 2020 end
        where student_id = ${student}`.execute(graph.db);
      return true;
    case 'submission':
      return (await graph.submit(student, newKey())).payload?.__typename === 'ClearanceSubmitted';
    case 'hand-over':
      return handOver(graph, student);
    case 'reopening':
      return reopen(graph, student);
    default:
      return one satisfies never;
  }
}

async function newestSerial({ db }: ServedGraph, student: string) {
  const { rows } = await sql<{ serial: string }>`
    select serial from clearance.submission where student_id = ${student}
    order by submitted_at desc limit 1`.execute(db);
  return rows[0] ? parseSerial(rows[0].serial) : null;
}

async function handOver(graph: ServedGraph, student: string): Promise<boolean> {
  const outcome = await recordHandover(
    graph.db,
    { sub: 'd', role: 'desk' },
    {
      serial: await newestSerial(graph, student),
      presentedBy: null,
      desk: '1',
      collectedBy: 'SELF',
      document: 'ID_CARD',
      reference: null,
      delegateName: null,
    },
  );
  return outcome.kind === 'handed-over';
}

async function reopen(graph: ServedGraph, student: string): Promise<boolean> {
  const serial = await newestSerial(graph, student);
  const asked = await requestReopening(graph.db, { sub: 'R1', role: 'registrar' }, serial, '核对');
  if (asked.kind === 'refused') return false;
  const id = Number(asked.reopening.id);
  return (await confirmReopening(graph.db, { sub: 'R2', role: 'registrar' }, id)).kind === 'done';
}
