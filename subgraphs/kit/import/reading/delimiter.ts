import type { Delimiter } from './records.ts';

/**
 * The delimiter that stands most often in the first line that is not blank, outside quotation marks; comma where none does.
 *
 * @param head the file's beginning, in any encoding whose ASCII characters are single bytes
 */
export function detectDelimiter(head: Buffer): Delimiter {
  const lines = head
    .toString('latin1')
    .replace(/"[^"]*"/g, 'quoted')
    .split(/[\r\n]+/);
  const first = lines.find((line) => /[^\s\u00ef\u00bb\u00bf]/.test(line)) ?? '';
  const counted = ([',', '\t', ';'] as const).map((delimiter) => ({
    delimiter,
    times: first.split(delimiter).length - 1,
  }));
  return counted.reduce((best, other) => (other.times > best.times ? other : best)).delimiter;
}
