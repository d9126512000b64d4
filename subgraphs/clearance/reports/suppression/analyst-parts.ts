import type { Count } from '../figures/counted.ts';
import type { Model } from '../figures/live-model.ts';
import type { AnalystRequest } from './analyst-request.ts';
import type { Attribute } from './attributes.ts';
import type { ClassAttributes } from './class-attributes.ts';
import type { ClassTables } from './class-tables.ts';
import type { Row } from './judge-table.ts';
import type { Part } from './table.ts';

/** What an analyst's report is counted from. */
export interface AnalystParts {
  readonly model: Model;
  readonly request: AnalystRequest;
  readonly attributes: ClassAttributes;
  readonly tables: ClassTables;
  /** Told of, in the order of the page. */
  readonly departments: readonly string[];
  /** The instant that courses of items are judged at. */
  readonly now: number;
}

/** The row that a report is about: the class's, or that of a part of it; null where there is no such part. */
export type Place = { readonly kind: 'class' } | { readonly kind: 'part'; readonly part: Part };

/** Where a request looks. */
export function placeOf({ request, tables }: AnalystParts): Place | null {
  const { part, division } = request;
  if (part === null || division === null) return { kind: 'class' };
  const top = tables.parts(division);
  const found =
    part.major === undefined
      ? top.filter(({ key }) => key === (part.college ?? part.value))
      : top
          .filter(({ key }) => part.college === undefined || key === part.college)
          .flatMap(({ parts }) => parts)
          .filter(({ key }) => key.endsWith(`|${part.major}`));
  const [only, ...more] = found;
  // A name that several colleges use names none of them.
  return only && more.length === 0 ? { kind: 'part', part: only } : null;
}

/** The row of an attribute at a place. */
export function rowAt({ tables, request }: AnalystParts, attribute: Attribute, place: Place): Row | null {
  const { whole, rows } = tables.table(attribute, place.kind === 'class' ? null : request.division);
  return place.kind === 'class' ? whole : (rows.get(place.part.key) ?? null);
}

/** A cell as it may be told; nobody where there is no such row. */
export function told(row: Row | null, cell: number): Count {
  if (row === null) return 0;
  if (row.hidden[cell] ?? row.isHidden) return null;
  return row.counts[cell] ?? 0;
}

/** Cells together; null where one of them may not be told. */
export function sumOf(row: Row | null, isWanted: (cell: number) => boolean): Count {
  if (row === null) return 0;
  const cells = row.counts.map((_count, cell) => cell).filter(isWanted);
  if (row.isHidden || cells.some((cell) => row.hidden[cell])) return null;
  return cells.reduce((sum, cell) => sum + (row.counts[cell] ?? 0), 0);
}
