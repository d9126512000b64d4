import type { ClearanceSubmissionResolvers, Resolvers } from '../schema.generated.ts';
import { createHandoverMutation } from './handover-mutation.ts';
import { createRecordQueries } from './queries.ts';
import type { RecordParts } from './record-parts.ts';
import { createReopeningMutations } from './reopening-mutations.ts';
import { createReviewMutation } from './review-mutation.ts';
import { presentHandover, type StatusOf, stateOf } from './status.ts';

/**
 * The record's part of the clearance subgraph's resolvers: completed services, hand-over, reopening, review cases, audit
 * log, and what became of a submission since.
 */
export function createRecordResolvers(parts: RecordParts) {
  return {
    Query: createRecordQueries(parts.db),
    Mutation: {
      recordDiplomaHandover: createHandoverMutation(parts),
      ...createReopeningMutations(parts),
      resolveReviewCase: createReviewMutation(parts),
    },
    ClearanceSubmission: createSubmissionFields(parts.statusOf),
  } satisfies Resolvers;
}

// Asked only when a query wants it, and for all submissions of a page at once.
function createSubmissionFields(statusOf: StatusOf) {
  return {
    state: async ({ serial }, _args, context) => stateOf(await statusOf(context).load(serial)),
    voidedAt: async ({ serial }, _args, context) => (await statusOf(context).load(serial))?.voidedAt ?? null,
    diploma: async ({ serial }, _args, context) => {
      const diploma = (await statusOf(context).load(serial))?.diploma;
      return diploma ? presentHandover(diploma, context.viewer) : null;
    },
  } satisfies ClearanceSubmissionResolvers;
}
