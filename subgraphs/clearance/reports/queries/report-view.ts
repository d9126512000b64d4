import type { ReportDimension } from '../../schema.generated.ts';
import type { Figures } from '../figures/counted.ts';
import type { Model } from '../figures/live-model.ts';
import type { Scope } from '../figures/scope.ts';
import type { SourceState } from '../model/sources.ts';

/** A report that was asked for; what of it is counted depends on the fields of the query. */
export interface ReportView {
  readonly generatedAt: Date;
  readonly model: Model;
  readonly sources: ReadonlyMap<string, SourceState>;
  readonly scope: Scope;
  readonly dimensions: readonly ReportDimension[];
  /** Whether small counts are suppressed. */
  readonly suppressed: boolean;
  /** Those that are told of, in the order of the page. */
  readonly departments: readonly string[];
  readonly figures: Figures;
}

/** A report as the graph's resolvers pass it on; its type stays here, since what is generated cannot name it without a cycle. */
export interface PassedReport {
  readonly report: unknown;
}

/** Wraps a report for the resolvers of its fields. */
export function passOn(report: ReportView): PassedReport {
  return { report };
}

/** The report that was wrapped. */
export function reportOf({ report }: PassedReport): ReportView {
  return report as ReportView;
}
