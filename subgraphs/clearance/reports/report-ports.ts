/** How the read model of the reports is fed; a clearance subgraph that is given none keeps none up to date. */
export interface ReportSettings {
  /** Requests a second at most, to each source, of rebuilding, reconciling and polling together. */
  readonly perSecond: number;
  /** Milliseconds between two readings of a source that tells of no events. */
  readonly pollMs: number;
  /** Milliseconds that an event may be under way, before a difference to what is read counts as drift. */
  readonly graceMs: number;
  /** Milliseconds between two looks for sweeps that somebody asked for. */
  readonly lookMs: number;
}

/** 10 requests a second, which reads 50,000 students of one department in 50 s; the registry every 5 minutes. */
export const REPORT_SETTINGS: ReportSettings = {
  perSecond: 10,
  pollMs: 300_000,
  graceMs: 2_000,
  lookMs: 1_000,
};
