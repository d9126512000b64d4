import type { Count, CountedDepartment, CountedReason, CountedStep, Figures } from '../figures/counted.ts';
import { countDepartment } from '../figures/exact-figures.ts';
import { funnelSteps, mostRequired } from '../figures/standings.ts';
import { analystGroups } from './analyst-groups.ts';
import { type AnalystParts, type Place, placeOf, rowAt, sumOf, told } from './analyst-parts.ts';
import { type Attribute, courses, totals } from './attributes.ts';
import { kindsOfClass } from './class-tables.ts';
import type { Row } from './judge-table.ts';

/**
 * Counts for analysts: what names nobody, and what nobody can be worked out from.
 *
 * A report that is about students of one outcome, reason or stage tells how many they are, and their groups by the roster:
 * everything else would cross two attributes of the standing.
 */
export function analystFigures(parts: AnalystParts): Figures {
  const { request, attributes, departments } = parts;
  const place = placeOf(parts);
  const rowOf = (attribute: Attribute) => (place ? rowAt(parts, attribute, place) : null);
  const isCrossed = request.only !== null;
  const cellsOf = (attribute: Attribute, count: number): readonly Count[] => {
    const row = rowOf(attribute);
    return Array.from({ length: count }, (_, cell) => (isCrossed ? null : told(row, cell)));
  };
  return {
    students: () => {
      const { only, department } = request;
      const row = rowOf(only ? attributes.of(only.status) : totals);
      if (only) return sumOf(row, (cell) => attributes.isValue(only.status, cell, only.value));
      // Of one department: those whose class requires it, which its three outcomes add up to.
      if (department !== null) return sumOf(rowOf(attributes.department(department)), (cell) => cell < 3);
      return told(row, 0);
    },
    outcomes: () => cellsOf(attributes.overall, 3),
    departments: () =>
      departments.map((code): CountedDepartment => {
        const outcomes = cellsOf(attributes.department(code), 3);
        if (isCrossed || !place) return { code, outcomes, ...nothing };
        return { code, outcomes, ...courseFigures(parts, code, place) };
      }),
    reasons: () =>
      (isCrossed ? [] : departments.flatMap((code) => reasonFigures(parts, code, rowOf))).sort(mostFirst),
    funnel: () => stepFigures(parts, rowOf(attributes.steps), isCrossed),
    groups: (dimensions) => (place ? analystGroups(parts, place, dimensions) : []),
  };
}

/** Of what nobody of any class is in. */
const NO_CELL = -1;

const nothing = {
  timeToPass: { count: null, median: null, p90: null },
  mended: { count: null, share: null },
} as const;

function courseFigures(parts: AnalystParts, code: string, place: Place) {
  const row = rowAt(parts, parts.attributes.courses(code), place);
  const cells = (wanted: readonly number[]) => sumOf(row, (cell) => wanted.includes(cell));
  const timed = cells([courses.inTime, courses.late]);
  const judged = cells([courses.inTime, courses.late, courses.openLate]);
  const { model, request, now } = parts;
  const kinds = place.kind === 'class' ? kindsOfClass(model, request.classYear) : place.part.kinds;
  const exact = timed ? countDepartment(model, kinds, code, now).timeToPass : null;
  const inTime = cells([courses.inTime]);
  return {
    // To the hour: an exact duration could be one somebody knows.
    timeToPass: {
      count: timed,
      median: exact && Math.round(exact.median ?? 0),
      p90: exact && Math.round(exact.p90 ?? 0),
    },
    mended: { count: judged, share: judged && inTime !== null ? inTime / judged : null },
  };
}

function reasonFigures(
  { attributes, model }: AnalystParts,
  code: string,
  rowOf: (attribute: Attribute) => Row | null,
): CountedReason[] {
  const row = rowOf(attributes.reasons(code));
  if (row === null) return [];
  return row.counts.flatMap((_count, cell) => {
    const count = told(row, cell);
    // What nobody has is not told of, unless that, too, may not be told.
    return count === 0 ? [] : [{ department: code, code: model.columns.reasonCodes.textOf(cell), count }];
  });
}

function stepFigures(
  { attributes, model, request }: AnalystParts,
  row: Row | null,
  isCrossed: boolean,
): CountedStep[] {
  const countOf = (cell: number) => (isCrossed ? null : told(row, cell));
  const cellOf = new Map(
    (row?.counts ?? []).map((_count, cell) => [attributes.steps.stepOfCell(cell), cell]),
  );
  const present = [...cellOf].filter(([, cell]) => countOf(cell) !== 0).map(([step]) => step);
  const required = mostRequired(model.standings.rules, [request.classYear]);
  return funnelSteps(present, required).map((step) => ({
    step,
    count: countOf(cellOf.get(step) ?? NO_CELL),
  }));
}

function mostFirst(a: CountedReason, b: CountedReason): number {
  return (b.count ?? -1) - (a.count ?? -1) || (a.code < b.code ? -1 : 1);
}
