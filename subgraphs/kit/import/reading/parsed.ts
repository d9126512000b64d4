import type { LocalizedText } from '../../service/contact.ts';

/** What a cell's text says, or why it says nothing that may be taken; the reason quotes the text and names the cure. */
export type Parsed<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'rejected'; readonly reason: LocalizedText };

/** Reads the text of one cell; a blank cell and an absent optional column are both `''`. Never throws. */
export type ParseCell<Value> = (text: string) => Parsed<Value>;

/** The cell's text is understood. */
export function value<Value>(value: Value): Parsed<Value> {
  return { kind: 'value', value };
}

/** The cell's text is not taken; `zh` and `en` say what was found and what to do. */
export function rejected(zh: string, en: string): Parsed<never> {
  return { kind: 'rejected', reason: { zh, en } };
}
