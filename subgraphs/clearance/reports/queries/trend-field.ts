import { badInput } from '../../record/input-text.ts';
import type { ClearanceReportResolvers, ReportInterval } from '../../schema.generated.ts';
import { mostRequired } from '../figures/standings.ts';
import { countHour } from '../hours/hour-counts.ts';
import { hourOf, readHours, type StoredHour } from '../hours/stored-hours.ts';
import { exactPoint, suppressedPoint, type TrendPoint } from '../hours/trend.ts';
import { presentCount, presentOutcomes, presentStep } from './present-counts.ts';
import type { ReportParts } from './report-query.ts';
import { type ReportView, reportOf } from './report-view.ts';

const HOUR_MS = 3_600_000;
const DEFAULT_MS: Readonly<Record<ReportInterval, number>> = { HOUR: 48 * HOUR_MS, DAY: 30 * 24 * HOUR_MS };
const STEP_MS: Readonly<Record<ReportInterval, number>> = { HOUR: HOUR_MS, DAY: 24 * HOUR_MS };
const MOST_POINTS = 1_000;

/** `ClearanceReport.trend`: the hours that were kept, and now. */
export function createTrendField({ db }: ReportParts): NonNullable<ClearanceReportResolvers['trend']> {
  return async (parent, { interval, from, until }) => {
    const view = reportOf(parent);
    const { generatedAt, departments } = view;
    requireKept(view);
    const end = until ?? generatedAt;
    const begin = from ?? new Date(end.getTime() - DEFAULT_MS[interval]);
    requireSpan(begin, end, generatedAt);
    if (end.getTime() - begin.getTime() > MOST_POINTS * STEP_MS[interval])
      throw badInput('from', `最多 ${MOST_POINTS} 个点`, `gives more than ${MOST_POINTS} points`);
    // Counted before anything is awaited, so that it is as old as the rest of the report.
    const now = { hour: hourOf(generatedAt), rows: countHour(view.model) };
    const every = interval === 'DAY' ? 'day' : 'hour';
    const stored = await readHours(db, { from: begin, until: end, every, classYears: view.scope.classYears });
    const hours = end >= generatedAt ? withNow(stored, now, interval) : stored;
    return hours.map((hour) => {
      const point = pointOf(view, hour);
      return {
        at: startOf(point.at, interval),
        students: presentCount(point.students),
        outcomes: presentOutcomes(point.outcomes),
        departments: departments.map((code) => ({
          code,
          outcomes: presentOutcomes(point.departments.get(code) ?? [0, 0, 0]),
        })),
        funnel: point.steps.map(({ step, count }) => presentStep(step, count)),
      };
    });
  };
}

/** @throws BAD_USER_INPUT where the report is about less than hours are kept of */
function requireKept({ scope }: ReportView): void {
  const { majors, studyLevels, leaveTypes, outcomes, reasons, stages } = scope;
  if ([majors, studyLevels, leaveTypes, outcomes, reasons, stages].some((values) => values !== null))
    throw badInput(
      'filter',
      '趋势只能按届、学院、部门筛选',
      'of a trend may name class years, colleges and departments only',
    );
}

/** @throws BAD_USER_INPUT where there can be no point between them */
function requireSpan(from: Date, until: Date, now: Date): void {
  if (from >= now) throw badInput('from', '不能晚于现在', 'must not be in the future');
  if (from >= until) throw badInput('from', '必须早于 until', 'must be before until');
}

/** The present stands for what was stored of its own hour or day. */
function withNow(stored: readonly StoredHour[], now: StoredHour, interval: ReportInterval): StoredHour[] {
  const today = startOf(now.hour, interval).getTime();
  return [...stored.filter(({ hour }) => startOf(hour, interval).getTime() !== today), now];
}

function pointOf({ scope, suppressed, model }: ReportView, hour: StoredHour): TrendPoint {
  const years = scope.classYears;
  const rows = years ? hour.rows.filter(({ classYear }) => years.includes(classYear)) : hour.rows;
  const of = { hour: hour.hour, rows };
  const required = mostRequired(model.standings.rules, years);
  if (!suppressed) return exactPoint(of, scope.collegeCodes, required);
  return suppressedPoint(of, scope.collegeCodes?.[0] ?? null, required);
}

/** Beginning of the hour, or of the day in Shanghai, which has no daylight saving. */
function startOf(instant: Date, interval: ReportInterval): Date {
  if (interval === 'HOUR') return hourOf(instant);
  const offset = 8 * HOUR_MS;
  const day = 24 * HOUR_MS;
  return new Date(Math.floor((instant.getTime() + offset) / day) * day - offset);
}
