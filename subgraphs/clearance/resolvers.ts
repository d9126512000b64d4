import type { Kysely } from 'kysely';
import { createRequestLoader } from '../kit/graph/request-loader.ts';
import { scalars } from '../kit/graph/scalars.ts';
import type { Clock } from '../kit/service/clock.ts';
import type { ServiceProfile } from '../kit/service/profile.ts';
import { passedOf } from '../kit/verdict/verdict.ts';
import type { ClearanceTables } from './database/tables.ts';
import type { Resolvers } from './schema.generated.ts';
import { type StudentReference, standingOf } from './standing.ts';
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
}

/** The clearance subgraph's resolvers: the overall rule over what `@requires` brought, and the submission. */
export function createClearanceResolvers({ db, profile, now, submit }: ClearanceParts): Resolvers {
  const standing = (student: StudentReference) => standingOf(student, profile.classes, now());
  const submissionOf = createRequestLoader((ids) => readStanding(db, ids));
  return {
    ...scalars,
    Student: {
      __resolveReference: (reference) => reference as StudentReference,
      passed: (student) => passedOf(standing(student).outcome),
      outcome: (student) => standing(student).outcome,
      state: async (student, _args, context) =>
        (await submissionOf(context).load(student.id)) ? 'SUBMITTED' : standing(student).state,
      requiredDepartments: (student) => standing(student).required,
      submission: async ({ id }, _args, context) => {
        const row = await submissionOf(context).load(id);
        return row && presentSubmission(row);
      },
    },
    Mutation: {
      submitClearance: async (_parent, { input }, { viewer }) => {
        const studentId = await requireSelf(db, viewer, input.studentId ?? null);
        const key = requireKey(input.idempotencyKey);
        const fingerprint = fingerprintOf({ ...input });
        const outcome = await submit({ sub: studentId, role: 'student', studentId, key, fingerprint });
        return presentOutcome(outcome, profile);
      },
    },
  };
}
