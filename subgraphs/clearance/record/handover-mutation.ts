import type { Viewer } from '../../kit/graph/viewer.ts';
import { contactOf } from '../../kit/service/contact.ts';
import type { ServiceProfile } from '../../kit/service/profile.ts';
import type { MutationResolvers } from '../schema.generated.ts';
import { presentSubmission } from '../submission/record.ts';
import { requireRoleToChange } from './actor.ts';
import { type HandoverOutcome, recordHandover } from './handover.ts';
import { readHandoverInput } from './handover-input.ts';
import { presentReviewCase } from './present.ts';
import { alreadyHandedOver, formDoesNotHold, reviewCasesOpen } from './problems.ts';
import { type RecordParts, rememberStatus } from './record-parts.ts';
import { parseSerial } from './serial-text.ts';
import { presentHandover } from './status.ts';

/** `recordDiplomaHandover`: who may is asked first, then the input is checked, then the database decides. */
export function createHandoverMutation(
  parts: RecordParts,
): NonNullable<MutationResolvers['recordDiplomaHandover']> {
  const { db, profile } = parts;
  return async (_parent, { input }, context) => {
    const { viewer } = context;
    const serial = parseSerial(input.serial);
    const attempt = { action: 'diploma-handover-refused', serial };
    const actor = await requireRoleToChange(db, viewer, 'desk', attempt);
    const outcome = await recordHandover(db, actor, readHandoverInput(input));
    if (outcome.kind === 'handed-over') {
      const status = { voidedAt: null, diploma: outcome.handover };
      rememberStatus(parts, context, outcome.submission.serial, status);
    }
    return present(outcome, viewer, profile);
  };
}

function present(outcome: HandoverOutcome, viewer: Viewer, profile: ServiceProfile) {
  const office = contactOf(profile, 'registry');
  switch (outcome.kind) {
    case 'handed-over': {
      const submission = presentSubmission(outcome.submission);
      const handover = presentHandover(outcome.handover, viewer);
      return { __typename: 'DiplomaHandedOver' as const, handover, submission };
    }
    case 'already-handed-over': {
      const problem = alreadyHandedOver(outcome.handover);
      const handover = presentHandover(outcome.handover, viewer);
      return { __typename: 'DiplomaAlreadyHandedOver' as const, ...problem, handover };
    }
    case 'does-not-hold': {
      const { verdict } = outcome;
      return { __typename: 'FormDoesNotHold' as const, ...formDoesNotHold(verdict, office), verdict };
    }
    case 'cases-open': {
      const cases = outcome.cases.map(presentReviewCase);
      return { __typename: 'ReviewCasesOpen' as const, ...reviewCasesOpen(outcome.cases, office), cases };
    }
    default:
      return outcome satisfies never;
  }
}
