import { fault } from '../../kit/graph/graph-errors.ts';

// Controls, line ends, lone surrogates, and marks that turn the direction of what follows.
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * A text that a person typed, trimmed.
 *
 * @param field its name, for the refusal
 * @param most characters at most; at least 1
 * @throws BAD_USER_INPUT that names the field, where it is too long, has control characters, or no letter or digit
 */
export function requireText(text: string, field: string, most: number): string {
  const trimmed = text.trim();
  const count = [...trimmed].length;
  if (count <= most && SAYS_SOMETHING.test(trimmed) && !FORBIDDEN.test(trimmed)) return trimmed;
  throw badInput(
    field,
    `应为 1 至 ${most} 个字符，含文字，不含控制字符`,
    `must have 1 to ${most} characters, some of them letters or digits, none of them a control character`,
  );
}

/** The same for a text that may be left out; blank counts as left out. */
export function optionalText(text: string | null | undefined, field: string, most: number): string | null {
  return text?.trim() ? requireText(text, field, most) : null;
}

/** A BAD_USER_INPUT that names the field and says in both languages what it should be. */
export function badInput(field: string, zh: string, en: string) {
  return fault('BAD_USER_INPUT', `${field} ${zh}。${field} ${en}.`);
}

/** The number in an id that this subgraph gave out (a request, a case), or null where the text cannot be one. */
export function parseEventId(text: string): number | null {
  return /^[1-9][0-9]{0,14}$/.test(text) ? Number(text) : null;
}
