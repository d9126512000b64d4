import type { Kysely } from 'kysely';
import type { ServiceProfile } from '../../../kit/service/profile.ts';
import type { ClearanceTables } from '../../database/tables.ts';
import { readSweeps, requestSweeps, type SweepKind, type SweepProgress } from './sweeps.ts';

/** Sweeps of the read model, for whoever orders them. */
export interface ReportSweeps {
  /** The registry, and every department that a class requires. */
  readonly sources: readonly string[];
  /** @param sources none: all. @returns ids of the sweeps; one that is under way is not begun again */
  readonly request: (kind: SweepKind, sources: readonly string[]) => Promise<readonly number[]>;
  readonly progress: (ids: readonly number[]) => Promise<readonly SweepProgress[]>;
}

/** Orders sweeps in the database; whichever process serves the clearance subgraph works on them. */
export function createReportSweeps(
  db: Kysely<ClearanceTables>,
  { classes }: Pick<ServiceProfile, 'classes'>,
): ReportSweeps {
  const all = ['registry', ...new Set(classes.flatMap(({ requires }) => requires))];
  return {
    sources: all,
    request: (kind, sources) => requestSweeps(db, kind, sources.length > 0 ? sources : all),
    progress: (ids) => readSweeps(db, ids),
  };
}
