import { fault } from '../kit/graph/graph-errors.ts';
import type { NewCharge } from './record-charge.ts';
import type { Payment } from './record-payment.ts';
import type { RecordChargeInput, RecordPaymentInput } from './schema.generated.ts';

/** The payment that an input means. @throws BAD_USER_INPUT for an amount below 1 fen or a malformed reference */
export function requirePayment({ chargeId, amountFen, reference }: RecordPaymentInput): Payment {
  return {
    chargeId,
    amountFen: requireAmount(amountFen),
    reference: requireText(reference, '票据号', 'The reference'),
  };
}

/** The charge that an input means. @throws BAD_USER_INPUT for a year, item, amount or reference out of bounds */
export function requireCharge(input: RecordChargeInput): NewCharge {
  const { academicYear, chargeItemName, amountFen, reference } = input;
  if (academicYear < 1950 || academicYear > 2100) {
    throw fault(
      'BAD_USER_INPUT',
      '收费学年应在 1950 至 2100 之间。The academic year lies between 1950 and 2100.',
    );
  }
  return {
    academicYear,
    itemName: requireText(chargeItemName, '收费项目名称', 'The item'),
    amountFen: requireAmount(amountFen),
    reference: requireText(reference, '单据号', 'The reference'),
  };
}

function requireAmount(amountFen: number): number {
  if (amountFen >= 1) return amountFen;
  throw fault('BAD_USER_INPUT', '金额至少为 1 分。The amount is at least 1 fen.');
}

// Neither control characters (a database refuses NUL) nor halves of a character.
const TEXT = /^[^\p{Cc}\p{Cs}]{1,64}$/u;

function requireText(text: string, zh: string, en: string): string {
  const trimmed = text.trim();
  if (TEXT.test(trimmed)) return trimmed;
  throw fault(
    'BAD_USER_INPUT',
    `${zh}为 1 至 64 个字符，不含控制字符。${en} has 1 to 64 characters, none of them a control character.`,
  );
}
