import type { Figures } from '../../../subgraphs/clearance/reports/figures/counted.ts';
import type { Model } from '../../../subgraphs/clearance/reports/figures/live-model.ts';
import type { Scope } from '../../../subgraphs/clearance/reports/figures/scope.ts';
import { analystFigures } from '../../../subgraphs/clearance/reports/suppression/analyst-figures.ts';
import { readAnalystRequest } from '../../../subgraphs/clearance/reports/suppression/analyst-request.ts';
import { createRememberedClasses } from '../../../subgraphs/clearance/reports/suppression/remembered-classes.ts';
import type { ReportDimension } from '../../../subgraphs/clearance/schema.generated.ts';
import { CLASS_NOW, CLASS_YEAR, classDepartments, classReasons } from './random-class.ts';
import { stepNames } from './truth.ts';

const outcomes = ['PASSED', 'NOT_PASSED', 'UNKNOWN'] as const;
/** Of all students. */
export const everything: Scope = {
  classYears: null,
  collegeCodes: null,
  majors: null,
  studyLevels: null,
  leaveTypes: null,
  departments: null,
  outcomes: null,
  reasons: null,
  stages: null,
};
const rosterDimensions = ['COLLEGE', 'MAJOR', 'STUDY_LEVEL', 'LEAVE_TYPE'] as const;
const statusGroups: readonly (readonly ReportDimension[])[] = [
  [],
  ['OUTCOME'],
  ['STAGE'],
  ['DAY'],
  ['DEPARTMENT'],
  ['DEPARTMENT', 'OUTCOME'],
  ['DEPARTMENT', 'REASON'],
  ['DEPARTMENT', 'DAY'],
];

/** Told once: a cell, named by where and what it counts, and how many; null: suppressed. */
export type Tell = (place: string, what: string, count: number | null) => void;

/**
 * Asks every report that an analyst may ask about a class, in every way, and tells every count that came back.
 *
 * @returns how many reports were answered, and how many are refused
 */
export function askEverything(model: Model, tell: Tell): { answered: number; refused: number } {
  const classes = createRememberedClasses();
  const asked = { answered: 0, refused: 0 };
  const figuresOf = (scope: Scope, dimensions: readonly ReportDimension[]): Figures | null => {
    try {
      const request = readAnalystRequest(scope, dimensions, {
        classes: model.standings.rules,
        classYear: CLASS_YEAR,
      });
      asked.answered += 1;
      const departments = scope.departments ?? classDepartments;
      return analystFigures({ model, request, ...classes(model, CLASS_YEAR, CLASS_NOW), departments });
    } catch {
      asked.refused += 1;
      return null;
    }
  };
  for (const { place, scope } of places(model)) {
    const whole = figuresOf(scope, []);
    if (whole) tellReport(whole, place, tell);
    for (const roster of [null, ...rosterDimensions])
      for (const status of statusGroups)
        for (const department of [null, ...classDepartments]) {
          const dimensions = [...(roster ? [roster] : []), ...status];
          const filter = { ...scope, departments: department ? [department] : null };
          const figures = figuresOf(filter, dimensions);
          if (figures) tellGroups(figures, place, dimensions, department, tell);
        }
    for (const roster of [null, ...rosterDimensions])
      for (const { what, filter } of statusFilters()) {
        const figures = figuresOf({ ...scope, ...filter }, roster ? [roster] : []);
        if (!figures) continue;
        tell(place, what, figures.students());
        if (roster)
          for (const { values, count } of figures.groups([roster])) tell(`${values[0]}`, what, count);
      }
  }
  return asked;
}

function places({ columns }: Model) {
  const list = (size: number) => Array.from({ length: size }, (_, code) => code);
  const majors = list(columns.majors.size())
    .map(columns.majors.textOf)
    .filter((text) => text !== '|');
  const named = (texts: string[]) => texts.filter((text) => text !== '');
  return [
    { place: 'class', scope: everything },
    ...named(list(columns.colleges.size()).map(columns.colleges.textOf)).map((code) => ({
      place: code,
      scope: { ...everything, collegeCodes: [code] },
    })),
    ...majors.map((text) => {
      const [college = '', major = ''] = text.split('|');
      return { place: text, scope: { ...everything, collegeCodes: [college], majors: [major] } };
    }),
    ...named(list(columns.levels.size()).map(columns.levels.textOf)).map((level) => ({
      place: level,
      scope: { ...everything, studyLevels: [level] },
    })),
    ...named(list(columns.leaves.size()).map(columns.leaves.textOf)).map((leave) => ({
      place: leave,
      scope: { ...everything, leaveTypes: [leave] },
    })),
  ];
}

function statusFilters() {
  return [
    ...outcomes.map((outcome) => ({ what: `overall ${outcome}`, filter: { outcomes: [outcome] } })),
    ...classDepartments.flatMap((code) => [
      ...outcomes.map((outcome) => ({
        what: `${code} ${outcome}`,
        filter: { departments: [code], outcomes: [outcome] },
      })),
      ...classReasons.map((reason) => ({
        what: `${code} because ${reason}`,
        filter: { departments: [code], reasons: [reason] },
      })),
    ]),
    ...(['NOT_STARTED', 'READY', 'SUBMITTED', 'HANDED_OVER'] as const).map((stage) => ({
      what: `step ${stage}`,
      filter: { stages: [stage] },
    })),
    { what: 'step BLOCKED_BY_1', filter: { stages: ['BLOCKED'] as const } },
  ];
}

function tellReport(figures: Figures, place: string, tell: Tell): void {
  tell(place, 'students', figures.students());
  for (const [cell, count] of figures.outcomes().entries()) tell(place, `overall ${outcomes[cell]}`, count);
  for (const { step, count } of figures.funnel()) tell(place, stepNames(step)[0], count);
  for (const { department, code, count } of figures.reasons())
    tell(place, `${department} because ${code}`, count);
  for (const { code, outcomes: counts, timeToPass, mended } of figures.departments()) {
    for (const [cell, count] of counts.entries()) tell(place, `${code} ${outcomes[cell]}`, count);
    tell(place, `${code} timed`, timeToPass.count);
    tell(place, `${code} judged`, mended.count);
    if (mended.count !== null && mended.share !== null)
      tell(place, `${code} in time`, Math.round(mended.share * mended.count));
  }
}

function tellGroups(
  figures: Figures,
  place: string,
  dimensions: readonly ReportDimension[],
  filtered: string | null,
  tell: Tell,
): void {
  for (const { values, count } of figures.groups(dimensions)) {
    const at = (dimension: ReportDimension) => values[dimensions.indexOf(dimension)];
    const where = rosterDimensions.map(at).find((value) => value !== undefined) ?? place;
    const department = at('DEPARTMENT') ?? filtered;
    tell(where, whatOf(at, department), count);
  }
}

function whatOf(at: (dimension: ReportDimension) => string | undefined, department: string | null): string {
  const of = department ?? 'overall';
  if (at('STAGE')) return `step ${at('STAGE')}`;
  if (at('REASON')) return `${of} because ${at('REASON')}`;
  if (at('DAY')) return `${of} since ${at('DAY')}`;
  if (at('OUTCOME')) return `${of} ${at('OUTCOME')}`;
  return department === null ? 'students' : `${of} required`;
}
