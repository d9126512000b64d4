const LONGEST_SHOWN = 40;

/** The found text for a sentence: in quotation marks, control characters visible, cut after 40 characters. */
export function quoted(text: string): string {
  const characters = [...text];
  const shown = characters.slice(0, LONGEST_SHOWN).map(visible).join('');
  return `“${shown}${characters.length > LONGEST_SHOWN ? '…' : ''}”`;
}

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hidden =
    code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) || code === 0xfeff;
  return hidden ? `\\u${code.toString(16).padStart(4, '0')}` : character;
}
