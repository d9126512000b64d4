import type { MutationResolvers } from '../schema.generated.ts';
import { presentSubmission } from '../submission/record.ts';
import { parseEventId, requireText } from './input-text.ts';
import { reopeningRefused } from './problems.ts';
import { REASON_LENGTH, type RecordParts, rememberStatus, requireRegistrar } from './record-parts.ts';
import { confirmReopening, declineReopening, type ReopeningOutcome, requestReopening } from './reopening.ts';
import { parseSerial } from './serial-text.ts';

/** `requestReopening`, `confirmReopening`, `declineReopening`: by two registrars. */
export function createReopeningMutations(parts: RecordParts) {
  const { db } = parts;
  return {
    requestReopening: async (_parent, { input }, context) => {
      const serial = parseSerial(input.serial);
      const attempt = { action: 'reopening-request-refused', serial };
      const actor = await requireRegistrar(parts, context, attempt);
      const reason = requireText(input.reason, 'reason', REASON_LENGTH);
      const outcome = await requestReopening(db, actor, serial, reason);
      if (outcome.kind === 'refused') return presentRefused(outcome);
      return { __typename: 'ReopeningRequested', reopening: outcome.reopening };
    },
    confirmReopening: async (_parent, { input }, context) => {
      const event = parseEventId(input.reopeningId);
      const attempt = { action: 'reopening-confirm-refused', event };
      const actor = await requireRegistrar(parts, context, attempt);
      const outcome = await confirmReopening(db, actor, event);
      if (outcome.kind === 'refused') return presentRefused(outcome);
      const { reopening } = outcome;
      const submission = presentSubmission(outcome.submission);
      const status = { voidedAt: reopening.decidedAt, diploma: null };
      rememberStatus(parts, context, submission.serial, status);
      return { __typename: 'ReopeningConfirmed', reopening, submission };
    },
    declineReopening: async (_parent, { input }, context) => {
      const event = parseEventId(input.reopeningId);
      const attempt = { action: 'reopening-decline-refused', event };
      const actor = await requireRegistrar(parts, context, attempt);
      const reason = requireText(input.reason, 'reason', REASON_LENGTH);
      const outcome = await declineReopening(db, actor, event, reason);
      if (outcome.kind === 'refused') return presentRefused(outcome);
      return { __typename: 'ReopeningDeclined', reopening: outcome.reopening };
    },
  } satisfies MutationResolvers;
}

function presentRefused({ code, reopening }: ReopeningOutcome<object> & { readonly kind: 'refused' }) {
  return { __typename: 'ReopeningRefused' as const, ...reopeningRefused(code), inTheWay: reopening };
}
