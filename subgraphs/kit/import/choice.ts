import { foldFullWidth } from './reading/cells/full-width.ts';
import { quoted } from './reading/cells/quoted.ts';
import { type ParseCell, rejected, value } from './reading/parsed.ts';

/**
 * One of a few texts, and what each means.
 *
 * @param meanings by text; the first text of a meaning is the one that an export writes
 */
export function choice<Value extends string>(meanings: Readonly<Record<string, Value>>): ParseCell<Value> {
  const texts = Object.keys(meanings).join('、');
  return (cell) => {
    const found = cell.trim();
    const folded = foldFullWidth(found);
    const meaning = Object.hasOwn(meanings, folded) ? meanings[folded] : undefined;
    if (meaning !== undefined) return value(meaning);
    if (found === '')
      return rejected(`此处不能为空，请填写：${texts}。`, `The cell is blank; write one of: ${texts}.`);
    return rejected(
      `${quoted(found)} 无法识别。请填写：${texts}。`,
      `${quoted(found)} is not known. Write one of: ${texts}.`,
    );
  };
}

/** The first text of each meaning that is no code: what an export writes. */
export function firstText<Value extends string>(
  meanings: Readonly<Record<string, Value>>,
): (meaning: Value) => string {
  // An object lists its numbers first, wherever they were written.
  const texts = Object.keys(meanings).filter((text) => !/^\d+$/.test(text));
  return (meaning) => texts.find((text) => meanings[text] === meaning) ?? meaning;
}
