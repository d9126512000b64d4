import type { Kysely } from 'kysely';
import { createRequestLoader } from '../kit/graph/request-loader.ts';
import { scalars } from '../kit/graph/scalars.ts';
import { visibleStudent } from '../kit/graph/viewer.ts';
import type { Clock } from '../kit/service/clock.ts';
import type { ServiceProfile } from '../kit/service/profile.ts';
import { passedOf } from '../kit/verdict/verdict.ts';
import type { ClearanceTables } from './database/tables.ts';
import { createExportResolvers, type ExportParts } from './exports/export-resolvers.ts';
import { createFormResolvers } from './form/form-resolvers.ts';
import type { FormIssuer } from './ports.ts';
import { createReadRecorded } from './record/read-recorded.ts';
import { createRecordResolvers } from './record/record-resolvers.ts';
import { createStatusLoader, stateOf } from './record/status.ts';
import type { CurrentModel } from './reports/figures/live-model.ts';
import { createReportResolvers } from './reports/queries/create-report-resolvers.ts';
import { createRememberedClasses } from './reports/suppression/remembered-classes.ts';
import { createSavedQueryResolvers } from './saved-queries/saved-query-resolvers.ts';
import type { Resolvers } from './schema.generated.ts';
import { type StudentReference, standingOf, windowOf } from './standing.ts';
import { requireKey, requireSelf } from './submission/authorize.ts';
import { fingerprintOf } from './submission/fingerprint.ts';
import { presentOutcome } from './submission/payload.ts';
import { presentSubmission } from './submission/record.ts';
import { readStanding } from './submission/standing-submissions.ts';
import type { Submit } from './submission/submit.ts';

/** What the clearance subgraph's resolvers work with. */
export interface ClearanceParts {
  readonly db: Kysely<ClearanceTables>;
  readonly profile: ServiceProfile;
  readonly now: Clock;
  readonly submit: Submit;
  readonly forms: FormIssuer;
  /** What reports are counted from. */
  readonly model: CurrentModel;
  readonly exports: Pick<ExportParts, 'settings' | 'onOrdered' | 'onEnded'>;
}

/** The clearance subgraph's resolvers: the overall rule over what `@requires` brought, the submission, and its record. */
export function createClearanceResolvers({
  db,
  profile,
  now,
  submit,
  forms,
  model,
  exports,
}: ClearanceParts): Resolvers {
  const standing = (student: StudentReference) => standingOf(student, profile.classes, now());
  const submissionOf = createRequestLoader((ids) => readStanding(db, ids));
  const statusOf = createStatusLoader(db);
  const record = createRecordResolvers({ db, profile, statusOf });
  const form = createFormResolvers({ ...forms, readRecorded: createReadRecorded(db), db, profile, now });
  const saved = createSavedQueryResolvers(db);
  const exported = createExportResolvers({ db, profile, model, ...exports });
  const reports = createReportResolvers({ db, profile, now, model, classes: createRememberedClasses() });
  return {
    ...scalars,
    Query: { ...record.Query, ...form.Query, ...saved.Query, ...reports.Query, ...exported.Query },
    ClearanceReport: reports.ClearanceReport,
    ClearanceRow: reports.ClearanceRow,
    ClearanceSubmission: record.ClearanceSubmission,
    Student: {
      __resolveReference: (reference, context) => visibleStudent(reference as StudentReference, context),
      passed: (student) => passedOf(standing(student).outcome),
      outcome: (student) => standing(student).outcome,
      state: async (student, _args, context) => {
        const row = await submissionOf(context).load(student.id);
        return row ? stateOf(await statusOf(context).load(row.serial)) : standing(student).state;
      },
      requiredDepartments: (student) => standing(student).required,
      submissionWindow: (student) => windowOf(student, profile.classes),
      submission: async ({ id }, _args, context) => {
        const row = await submissionOf(context).load(id);
        return row && presentSubmission(row);
      },
    },
    Mutation: {
      ...record.Mutation,
      ...saved.Mutation,
      ...exported.Mutation,
      submitClearance: async (_parent, { input }, context) => {
        const { viewer } = context;
        const studentId = await requireSelf(db, viewer, input.studentId ?? null);
        const key = requireKey(input.idempotencyKey);
        const fingerprint = fingerprintOf({ ...input });
        const outcome = await submit({ sub: studentId, role: 'student', studentId, key, fingerprint });
        // Stored a moment ago, so nothing became of it yet; a database that fails now must not take this answer away.
        if (outcome.kind === 'submitted' && !outcome.replayed)
          statusOf(context).prime(outcome.row.serial, null);
        return presentOutcome(outcome, profile);
      },
    },
  };
}
