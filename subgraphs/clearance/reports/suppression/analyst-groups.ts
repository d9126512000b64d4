import type { ReportDimension } from '../../schema.generated.ts';
import { outcomes } from '../figures/columns.ts';
import type { Count, CountedGroup } from '../figures/counted.ts';
import { stepText } from '../figures/standings.ts';
import { type AnalystParts, type Place, sumOf } from './analyst-parts.ts';
import type { Status } from './analyst-request.ts';
import { type Attribute, totals } from './attributes.ts';
import type { Row } from './judge-table.ts';
import type { Part } from './table.ts';

/** A value of each of some dimensions. */
type Values = Partial<Record<ReportDimension, string>>;

/** Groups for analysts: rows and columns of the tables, those that may be told first, largest first. */
export function analystGroups(
  parts: AnalystParts,
  place: Place,
  dimensions: readonly ReportDimension[],
): CountedGroup[] {
  if (dimensions.length === 0) return [];
  const rows = rowsOf(parts, place);
  const columns = columnsOf(parts, dimensions);
  const groups = columns.flatMap(({ attribute, cells }) =>
    rows.flatMap(({ values, rowOf }) => {
      const row = rowOf(attribute);
      return row === null
        ? []
        : cells(row).map((cell) => ({ ...cell, values: { ...values, ...cell.values } }));
    }),
  );
  return groups
    .filter(({ count }) => count !== 0)
    .map(({ values, count }) => ({ values: dimensions.map((dimension) => values[dimension] ?? ''), count }))
    .sort(
      (a, b) => (b.count ?? -1) - (a.count ?? -1) || (a.values.join('\n') < b.values.join('\n') ? -1 : 1),
    );
}

interface GroupRow {
  readonly values: Values;
  readonly rowOf: (attribute: Attribute) => Row | null;
}

/** The place itself, or its parts where it is grouped by an attribute of the roster. */
function rowsOf({ request, tables }: AnalystParts, place: Place): GroupRow[] {
  const { roster, division, classYear } = request;
  const year = { CLASS_YEAR: String(classYear) };
  const within = (part: Part | null, values: Values): GroupRow => ({
    values: { ...year, ...values },
    rowOf: (attribute) => {
      const { whole, rows } = tables.table(attribute, part === null ? null : division);
      return part === null ? whole : (rows.get(part.key) ?? null);
    },
  });
  if (roster === null || division === null) return [within(place.kind === 'part' ? place.part : null, {})];
  const top = place.kind === 'part' ? [place.part] : tables.parts(division);
  // Grouped by major, a college stands for its majors; a major stands for itself.
  const chosen =
    roster === 'MAJOR' ? top.flatMap((part) => (part.parts.length > 0 ? part.parts : [part])) : top;
  return chosen.map((part) => within(part, { [roster]: part.key }));
}

interface GroupColumn {
  readonly attribute: Attribute;
  readonly cells: (row: Row) => readonly { readonly values: Values; readonly count: Count }[];
}

/** What is counted of each row. */
function columnsOf(parts: AnalystParts, dimensions: readonly ReportDimension[]): GroupColumn[] {
  const { request, attributes, departments } = parts;
  const { only, department } = request;
  if (only) {
    const isWanted = (cell: number) => attributes.isValue(only.status, cell, only.value);
    return [
      {
        attribute: attributes.of(only.status),
        cells: (row) => [{ values: {}, count: sumOf(row, isWanted) }],
      },
    ];
  }
  const status = dimensions.find(
    (one) => one === 'OUTCOME' || one === 'REASON' || one === 'STAGE' || one === 'DAY',
  );
  const codes = dimensions.includes('DEPARTMENT') ? departments : [department];
  return codes.flatMap((code): GroupColumn[] => {
    const values: Values = code === null ? {} : { DEPARTMENT: code };
    if (status === undefined) {
      const attribute = code === null ? totals : attributes.department(code);
      return [
        { attribute, cells: (row) => [{ values, count: sumOf(row, (cell) => code === null || cell < 3) }] },
      ];
    }
    return [valuesColumn(parts, status, code, values)];
  });
}

function valuesColumn(
  { attributes, model }: AnalystParts,
  dimension: 'OUTCOME' | 'REASON' | 'STAGE' | 'DAY',
  department: string | null,
  values: Values,
): GroupColumn {
  const attribute = attributes.of(statusOf(dimension, department));
  const textOf = (cell: number): string => {
    if (dimension === 'OUTCOME') return outcomes[cell] ?? '';
    if (dimension === 'REASON') return model.columns.reasonCodes.textOf(cell);
    if (dimension === 'STAGE') return stepText(attributes.steps.stepOfCell(cell));
    return attributes.days(department).dayOfCell(cell);
  };
  return {
    attribute,
    // Several cells may be of one value: classes that need more departments than others are not started elsewhere.
    cells: (row) =>
      [...Map.groupBy(row.counts.keys(), textOf)].flatMap(([text, cells]) =>
        text === '' ? [] : [{ values: { ...values, [dimension]: text }, count: sumOfCells(row, cells) }],
      ),
  };
}

function sumOfCells({ counts, hidden }: Row, cells: readonly number[]): Count {
  if (cells.some((cell) => hidden[cell])) return null;
  return cells.reduce((sum, cell) => sum + (counts[cell] ?? 0), 0);
}

function statusOf(dimension: 'OUTCOME' | 'REASON' | 'STAGE' | 'DAY', department: string | null): Status {
  if (dimension === 'STAGE') return { kind: 'stage' };
  if (dimension === 'REASON') return { kind: 'reason', department: department ?? '' };
  return { kind: dimension === 'OUTCOME' ? 'outcome' : 'day', department };
}
