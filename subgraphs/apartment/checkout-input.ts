import { fault } from '../kit/graph/graph-errors.ts';
import type { CheckOutOfRoomInput } from './schema.generated.ts';
import type { Checkout } from './writes.ts';

// Neither control characters (a database refuses NUL) nor halves of a character.
const HANDLER = /^[^\p{Cc}\p{Cs}]{1,64}$/u;

/**
 * The checkout that an input means, with the handler trimmed.
 *
 * @throws BAD_USER_INPUT for a handler of none or more than 64 characters, or a year outside 1950 to 2100
 */
export function requireCheckout({ stayId, checkoutDate, handler }: CheckOutOfRoomInput): Checkout {
  const name = handler.trim();
  if (!HANDLER.test(name)) {
    throw fault(
      'BAD_USER_INPUT',
      '退宿办理人为 1 至 64 个字符，不含控制字符。The handler has 1 to 64 characters, none of them a control character.',
    );
  }
  if (checkoutDate < '1950-01-01' || checkoutDate > '2100-12-31') {
    throw fault(
      'BAD_USER_INPUT',
      '退宿日期应在 1950 年至 2100 年之间。The checkout date lies in the years 1950 to 2100.',
    );
  }
  return { stayId, checkoutDate, handler: name };
}
