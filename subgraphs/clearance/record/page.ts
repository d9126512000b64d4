import { badInput } from './input-text.ts';

/** A checked request for a page. */
export interface PageRequest {
  readonly first: number;
  /** Rows with smaller numbers only; null: from the newest. */
  readonly before: number | null;
}

/** A row of a list, with the number that orders it: larger is newer, and none is given twice. */
export interface Numbered<Node> {
  readonly number: number;
  readonly node: Node;
}

/** Checks the arguments of a list. @throws BAD_USER_INPUT that names the argument */
export function readPage(
  { first, after }: { readonly first: number; readonly after?: string | null },
  most: number,
): PageRequest {
  if (first < 1 || first > most)
    throw badInput('first', `必须在 1 到 ${most} 之间`, `must be 1 to ${most}, found ${first}`);
  return { first, before: after === null || after === undefined ? null : readCursor(after) };
}

/** No more than `first` rows, newest first: a Relay connection, from up to one row more than that. */
export function toConnection<Node>(rows: readonly Numbered<Node>[], { first, before }: PageRequest) {
  const edges = rows.slice(0, first).map(({ number, node }) => ({ cursor: toCursor(number), node }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: before !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function toCursor(number: number): string {
  return Buffer.from(String(number)).toString('base64url');
}

function readCursor(cursor: string): number {
  const text = cursor.length > 32 ? '' : Buffer.from(cursor, 'base64url').toString();
  const number = /^[1-9][0-9]{0,14}$/.test(text) ? Number(text) : null;
  if (number === null || toCursor(number) !== cursor)
    throw badInput('after', '不是有效的游标', 'is not a cursor of this list');
  return number;
}
