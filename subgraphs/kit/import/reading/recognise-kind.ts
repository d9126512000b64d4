import type { LocalizedText } from '../../service/contact.ts';
import type { AnyFileKind, Column } from './file-kind.ts';
import { headerText } from './header-text.ts';

/** Where a kind's columns stand in a file. */
export interface RecognisedKind<Kind extends AnyFileKind> {
  readonly kind: 'recognised';
  readonly fileKind: Kind;
  /** By column name: its index in the file; absent for an optional column that the file lacks. */
  readonly positions: ReadonlyMap<string, number>;
}

/** The header belongs to no kind, or to one in an ambiguous way. */
export interface UnrecognisedHeader {
  readonly kind: 'unrecognised';
  readonly reason: LocalizedText;
}

/**
 * The kind whose required columns the header has; of several the one that explains most columns, required ones first.
 * Columns that the kind does not know are ignored; a column that stands there twice is refused.
 */
export function recogniseKind<Kind extends AnyFileKind>(
  header: readonly string[],
  kinds: readonly Kind[],
): RecognisedKind<Kind> | UnrecognisedHeader {
  const texts = header.map(headerText);
  const fits = kinds.map((fileKind) => fitOf(fileKind, texts));
  const [best] = fits.filter(({ missing }) => missing.length === 0).sort(mostSpecificFirst);
  if (!best) return { kind: 'unrecognised', reason: noKind(header, fits) };
  const [twice] = best.twice;
  if (twice) return { kind: 'unrecognised', reason: columnTwice(header, twice) };
  return { kind: 'recognised', fileKind: best.fileKind, positions: best.positions };
}

interface Fit<Kind> {
  readonly fileKind: Kind;
  readonly positions: Map<string, number>;
  readonly missing: readonly string[];
  readonly required: number;
  readonly twice: readonly (readonly number[])[];
}

function fitOf<Kind extends AnyFileKind>(fileKind: Kind, texts: readonly string[]): Fit<Kind> {
  const columns = Object.entries(fileKind.columns).map(([name, column]) => ({
    name,
    column,
    found: indexesOf(column, texts),
  }));
  return {
    fileKind,
    positions: new Map(
      columns.flatMap(({ name, found: [at] }) => (at === undefined ? [] : [[name, at] as const])),
    ),
    missing: columns
      .filter(({ column, found }) => column.required && found.length === 0)
      .map(({ column }) => column.headers[0]),
    required: columns.filter(({ column }) => column.required).length,
    twice: columns.map(({ found }) => found).filter((found) => found.length > 1),
  };
}

function indexesOf({ headers }: Column<unknown>, texts: readonly string[]): number[] {
  const names = new Set(headers.map(headerText));
  return texts.flatMap((text, index) => (names.has(text) ? [index] : []));
}

function mostSpecificFirst(one: Fit<unknown>, other: Fit<unknown>): number {
  return other.required - one.required || other.positions.size - one.positions.size;
}

function noKind(header: readonly string[], fits: readonly Fit<AnyFileKind>[]): LocalizedText {
  const found = header.filter((cell) => cell.trim() !== '').map((cell) => cell.trim().slice(0, 40));
  const shown = found.slice(0, 30).join('、');
  const list = (name: (kind: AnyFileKind) => string, colon: string) =>
    fits.map(({ fileKind, missing }) => `${name(fileKind)}${colon}${missing.join('、')}`);
  return {
    zh: `表头无法识别。找到的列：${shown}。各类文件所缺的列——${list(({ label }) => `${label.zh}缺`, '：').join('；')}。请把表头放在第一行并补齐所缺的列；若列名是乱码，请指明编码或分隔符。`,
    en: `The header belongs to no known file. Columns found: ${shown}. Missing for ${list(({ label }) => label.en, ': ').join('; for ')}. Put the header first and add what is missing; if names are garbled, state the encoding or the delimiter.`,
  };
}

function columnTwice(header: readonly string[], indexes: readonly number[]): LocalizedText {
  const shown = indexes.map((at) => `${header[at]?.trim()} (${at + 1})`).join('、');
  return {
    zh: `这些列是同一项，只能有一列：${shown}（括号内为第几列）。请删除多余的列。`,
    en: `These columns mean the same and only one may stand there: ${shown} (column number in parentheses). Delete the others.`,
  };
}
