import type { MutationResolvers } from '../schema.generated.ts';
import { parseEventId, requireText } from './input-text.ts';
import { presentReviewCase } from './present.ts';
import { reviewCaseNotOpen } from './problems.ts';
import { REASON_LENGTH, type RecordParts, requireRegistrar } from './record-parts.ts';
import { resolveReviewCase } from './review-cases.ts';

/** `resolveReviewCase`: a registrar lets the submission stand in spite of a case. */
export function createReviewMutation(
  parts: RecordParts,
): NonNullable<MutationResolvers['resolveReviewCase']> {
  return async (_parent, { input }, context) => {
    const event = parseEventId(input.caseId);
    const attempt = { action: 'review-resolve-refused', event };
    const actor = await requireRegistrar(parts, context, attempt);
    const note = requireText(input.note, 'note', REASON_LENGTH);
    const outcome = await resolveReviewCase(parts.db, actor, event, note);
    if (outcome.kind === 'resolved')
      return { __typename: 'ReviewCaseResolved', case: presentReviewCase(outcome.case) };
    const closed = outcome.case && presentReviewCase(outcome.case);
    return { __typename: 'ReviewCaseNotOpen', ...reviewCaseNotOpen(closed !== null), closed };
  };
}
