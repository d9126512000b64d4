import { contactOf } from '../../kit/service/contact.ts';
import type { ServiceProfile } from '../../kit/service/profile.ts';
import type { Reading } from '../reads/reading.ts';
import type { ResolversTypes } from '../schema.generated.ts';
import type { SubmitOutcome } from './outcome.ts';
import {
  alreadySubmitted,
  inProgress,
  keyReused,
  notEligible,
  notOnRoster,
  outcomeUnknown,
  shed,
  unavailable,
  verdictChanged,
  windowClosed,
} from './problems.ts';
import { presentSubmission } from './record.ts';

/** The graph's `SubmitClearancePayload`. */
export type Payload = Awaited<ResolversTypes['SubmitClearancePayload']>;

/** What the caller is told of an outcome; every problem has a sentence in both languages that says what to do. */
export function presentOutcome(outcome: SubmitOutcome, profile: ServiceProfile): Payload {
  switch (outcome.kind) {
    case 'submitted':
      return {
        __typename: 'ClearanceSubmitted',
        submission: presentSubmission(outcome.row),
        replayed: outcome.replayed,
      };
    case 'already-submitted': {
      const submission = presentSubmission(outcome.row);
      return { __typename: 'ClearanceAlreadySubmitted', ...alreadySubmitted(submission.serial), submission };
    }
    case 'not-eligible': {
      const departments = outcome.blockers.map(presentBlocker);
      return { __typename: 'ClearanceNotEligible', ...notEligible(outcome.blockers), departments };
    }
    case 'departments-unavailable': {
      const departments = outcome.blockers.map(presentBlocker);
      return { __typename: 'DepartmentsUnavailable', ...unavailable(outcome.blockers), departments };
    }
    case 'in-progress':
      return { __typename: 'SubmissionInProgress', ...inProgress(outcome.retryAfterMs) };
    case 'verdict-changed': {
      const departments = outcome.departments.map((code) => contactOf(profile, code));
      return { __typename: 'VerdictChanged', ...verdictChanged(departments), departments };
    }
    case 'window-closed':
      return { __typename: 'ClearanceWindowClosed', ...windowClosed(outcome), ...bounds(outcome) };
    case 'not-on-roster': {
      const contact = contactOf(profile, 'registry');
      return { __typename: 'StudentNotOnRoster', ...notOnRoster(contact), contact };
    }
    case 'key-reused':
      return { __typename: 'IdempotencyKeyReused', ...keyReused() };
    case 'outcome-unknown':
      return { __typename: 'SubmissionOutcomeUnknown', ...outcomeUnknown() };
    case 'shed':
      return { __typename: 'SubmissionShed', ...shed() };
    default:
      return outcome satisfies never;
  }
}

function presentBlocker({ contact, outcome, version, reasons }: Reading) {
  return { contact, outcome, version, reasons: [...reasons] };
}

function bounds({ opensAt, closesAt }: { opensAt: string | null; closesAt: string | null }) {
  return { opensAt: opensAt && new Date(opensAt), closesAt: closesAt && new Date(closesAt) };
}
