import { foldFullWidth } from './cells/full-width.ts';

/** The text by which headers are compared: no blanks or line breaks, no * for “required”, full-width folded, lower case. */
export function headerText(cell: string): string {
  return foldFullWidth(cell)
    .replace(/[\s\uFEFF\u200B]/g, '')
    .replace(/^\*+|\*+$/g, '')
    .toLowerCase();
}
