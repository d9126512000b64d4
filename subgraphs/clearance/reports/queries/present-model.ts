import type { ReportModel, ReportSource } from '../../schema.generated.ts';
import type { Model } from '../figures/live-model.ts';
import { requiredOf, sizeOf } from '../figures/scope.ts';
import type { SourceState } from '../model/sources.ts';

/** The graph's `ReportModel`: how complete and how old what was counted is. */
export function presentModel(
  model: Model,
  sources: ReadonlyMap<string, SourceState>,
  departments: readonly string[],
  now: Date,
): ReportModel {
  const coverage = coverageOf(model, departments);
  const told = ['registry', ...departments].map((code): ReportSource => {
    const state = sources.get(code);
    const heardAt = state?.heardAt ?? null;
    return {
      code,
      way: state?.way ?? 'LOST',
      coverage: coverage.get(code) ?? 0,
      heardAt,
      ageSeconds: secondsSince(heardAt, now),
      reconciledAt: state?.reconciledAt ?? null,
      drift: state?.drift ?? null,
    };
  });
  const ages = told.map(({ ageSeconds }) => ageSeconds);
  return {
    revision: String(model.columns.revision),
    coverage: Math.min(...told.map((source) => source.coverage)),
    ageSeconds: ages.some((age) => age === null) ? null : Math.max(...ages.map((age) => age ?? 0)),
    classYears: classYearsOf(model),
    sources: told,
  };
}

/** Classes that somebody is in, latest first; that there is somebody is told of every class (docs/reports.md). */
function classYearsOf(model: Model): number[] {
  const { columns, kinds } = model;
  const years = new Set<number>();
  for (const [kind, index] of kinds.sample.entries())
    if (sizeOf(model, kind) > 0) years.add(columns.classYear[index] ?? 0);
  // Who is on no class's roster.
  years.delete(0);
  return [...years].sort((one, other) => other - one);
}

/** Of each source, the part of what it should have told that is known. */
function coverageOf(model: Model, departments: readonly string[]): Map<string, number> {
  const { columns } = model;
  const wanted = new Map(departments.map((code) => [code, 0]));
  const known = new Map(departments.map((code) => [code, 0]));
  let students = 0;
  for (const [kind, index] of model.kinds.sample.entries()) {
    const size = columns.classYear[index] === 0 ? 0 : sizeOf(model, kind);
    students += size;
    for (const code of requiredOf(model, index)) {
      if (!wanted.has(code)) continue;
      wanted.set(code, (wanted.get(code) ?? 0) + size);
      if (columns.departments.get(code)?.outcome[index]) known.set(code, (known.get(code) ?? 0) + size);
    }
  }
  const shares = departments.map((code): [string, number] => [
    code,
    share(known.get(code) ?? 0, wanted.get(code) ?? 0),
  ]);
  return new Map([['registry', students > 0 ? 1 : 0], ...shares]);
}

/** Whole percent, rounded down: complete is said only of what is. */
function share(part: number, of: number): number {
  return of === 0 ? 0 : Math.floor((part / of) * 100) / 100;
}

function secondsSince(instant: Date | null, now: Date): number | null {
  return instant && Math.max(0, Math.round((now.getTime() - instant.getTime()) / 1_000));
}
