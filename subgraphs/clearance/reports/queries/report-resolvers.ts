import type { ServiceProfile } from '../../../kit/service/profile.ts';
import { badInput } from '../../record/input-text.ts';
import type { ClearanceReportResolvers } from '../../schema.generated.ts';
import { SMALLEST_COUNT } from '../suppression/hide-cells.ts';
import { presentKey } from './key-labels.ts';
import { presentCount, presentOutcomes, presentStep } from './present-counts.ts';
import { presentModel } from './present-model.ts';
import type { ReportParts } from './report-query.ts';
import { createTrendField } from './trend-field.ts';

const MOST_GROUPS = 5_000;
const MOST_REASONS = 200;

/** Fields of `ClearanceReport`: each is counted when it is asked for. */
export function createReportFields(parts: ReportParts): ClearanceReportResolvers {
  const { profile } = parts;
  return {
    generatedAt: ({ generatedAt }) => generatedAt,
    model: ({ model, sources, departments, generatedAt }) =>
      presentModel(model, sources, departments, generatedAt),
    classYears: ({ scope }) => [...(scope.classYears ?? [])],
    smallestCount: ({ suppressed }) => (suppressed ? SMALLEST_COUNT : null),
    students: ({ figures }) => presentCount(figures.students()),
    outcomes: ({ figures }) => presentOutcomes(figures.outcomes()),
    departments: ({ figures }) =>
      figures.departments().map(({ code, outcomes: counts, timeToPass, mended }) => ({
        code,
        unitName: unitNameOf(profile, code),
        outcomes: presentOutcomes(counts),
        timeToPass: {
          students: presentCount(timeToPass.count),
          medianHours: timeToPass.median,
          p90Hours: timeToPass.p90,
        },
        mendedInTime: { share: mended.share, students: presentCount(mended.count) },
      })),
    reasons: ({ figures }, { first }) => {
      if (first < 1 || first > MOST_REASONS)
        throw badInput('first', `必须在 1 到 ${MOST_REASONS} 之间`, `must be 1 to ${MOST_REASONS}`);
      const told = figures.reasons().slice(0, first);
      return told.map(({ count, ...reason }) => ({ ...reason, students: presentCount(count) }));
    },
    funnel: ({ figures }) => figures.funnel().map(({ step, count }) => presentStep(step, count)),
    groups: ({ figures, dimensions, model }) => {
      const groups = figures.groups(dimensions);
      if (groups.length > MOST_GROUPS)
        throw badInput(
          'groupBy',
          `分组超过 ${MOST_GROUPS} 个，请缩小范围`,
          `gives more than ${MOST_GROUPS} groups; ask about fewer students`,
        );
      return groups.map(({ values, count }) => ({
        keys: values.map((value, index) => presentKey(dimensions[index] ?? 'DAY', value, model, profile)),
        students: presentCount(count),
      }));
    },
    trend: createTrendField(parts),
  };
}

function unitNameOf({ units }: ServiceProfile, code: string) {
  return units[code]?.unitName ?? { zh: code, en: code };
}
