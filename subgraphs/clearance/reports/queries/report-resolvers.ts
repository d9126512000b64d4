import type { ServiceProfile } from '../../../kit/service/profile.ts';
import { badInput } from '../../record/input-text.ts';
import type { ClearanceReportResolvers, ReportDepartment, ReportGroup } from '../../schema.generated.ts';
import type { CountedDepartment } from '../figures/counted.ts';
import { SMALLEST_COUNT } from '../suppression/hide-cells.ts';
import { presentKey } from './key-labels.ts';
import { presentCount, presentOutcomes, presentStep } from './present-counts.ts';
import { presentModel } from './present-model.ts';
import type { ReportParts } from './report-query.ts';
import { type ReportView, reportOf } from './report-view.ts';
import { createTrendField } from './trend-field.ts';

const MOST_GROUPS = 5_000;
const MOST_REASONS = 200;

/** Fields of `ClearanceReport`: each is counted when it is asked for. */
export function createReportFields(parts: ReportParts): ClearanceReportResolvers {
  const { profile } = parts;
  return {
    generatedAt: (parent) => reportOf(parent).generatedAt,
    model: (parent) => {
      const { model, sources, departments, generatedAt } = reportOf(parent);
      return presentModel(model, sources, departments, generatedAt);
    },
    classYears: (parent) => [...(reportOf(parent).scope.classYears ?? [])],
    smallestCount: (parent) => (reportOf(parent).suppressed ? SMALLEST_COUNT : null),
    students: (parent) => presentCount(reportOf(parent).figures.students()),
    outcomes: (parent) => presentOutcomes(reportOf(parent).figures.outcomes()),
    departments: (parent) => {
      const told = reportOf(parent).figures.departments();
      return told.map((department) => presentDepartment(department, profile));
    },
    reasons: (parent, { first }) => {
      if (first < 1 || first > MOST_REASONS)
        throw badInput('first', `必须在 1 到 ${MOST_REASONS} 之间`, `must be 1 to ${MOST_REASONS}`);
      const told = reportOf(parent).figures.reasons().slice(0, first);
      return told.map(({ count, ...reason }) => ({ ...reason, students: presentCount(count) }));
    },
    funnel: (parent) => {
      const steps = reportOf(parent).figures.funnel();
      return steps.map(({ step, count }) => presentStep(step, count));
    },
    groups: (parent) => presentGroups(reportOf(parent), profile),
    trend: createTrendField(parts),
  };
}

function presentDepartment(
  { code, outcomes, timeToPass, mended }: CountedDepartment,
  { units }: ServiceProfile,
): ReportDepartment {
  return {
    code,
    unitName: units[code]?.unitName ?? { zh: code, en: code },
    outcomes: presentOutcomes(outcomes),
    timeToPass: {
      students: presentCount(timeToPass.count),
      medianHours: timeToPass.median,
      p90Hours: timeToPass.p90,
    },
    mendedInTime: { share: mended.share, students: presentCount(mended.count) },
  };
}

function presentGroups({ figures, dimensions, model }: ReportView, profile: ServiceProfile): ReportGroup[] {
  const groups = figures.groups(dimensions);
  if (groups.length > MOST_GROUPS)
    throw badInput(
      'groupBy',
      `分组超过 ${MOST_GROUPS} 个，请缩小范围`,
      `gives more than ${MOST_GROUPS} groups; ask about fewer students`,
    );
  return groups.map(({ values, count }) => ({
    keys: dimensions.map((dimension, index) => presentKey(dimension, values[index] ?? '', model, profile)),
    students: presentCount(count),
  }));
}
