import { contactOf } from '../../kit/service/contact.ts';
import type { ClassRule } from '../../kit/service/profile-schema.ts';
import { classRuleOf, isWindowOpen } from '../class-rule.ts';
import type { SubmissionLock } from '../lock/lock.ts';
import { waitForLock } from '../lock/wait-for-lock.ts';
import { unread } from '../reads/reading.ts';
import type { RosterRead } from '../reads/roster-answer.ts';
import { DatabaseTrouble } from './database-trouble.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { busyOutcome, knownOutcome, look } from './key-rows.ts';
import { createLimiter } from './limiter.ts';
import { limits } from './limits.ts';
import type { SubmitOutcome, SubmitRequest } from './outcome.ts';
import { type ProvePorts, proveAndStore } from './prove-and-store.ts';
import type { RosterEntry } from './record.ts';
import { createSingleFlight } from './single-flight.ts';

/** What submitting works with. */
export interface SubmitPorts extends ProvePorts {
  readonly lock: SubmissionLock;
  readonly random: () => number;
  /** Told of a database that could not answer; the caller is told to try again. */
  readonly onTrouble: (trouble: DatabaseTrouble) => void;
}

/** Submits once; see `limits` for its times. */
export type Submit = (request: SubmitRequest) => Promise<SubmitOutcome>;

/**
 * The protocol of one process: equal calls share one run, a bounded number of runs are at work, the rest is shed.
 *
 * Of all answers about one submission, in whatever process, at most one says `replayed: false`.
 */
export function createSubmit(ports: SubmitPorts): Submit {
  const flights = createSingleFlight<SubmitOutcome>({ holds, joined });
  const limiter = createLimiter(limits.inFlight, limits.queue);
  const run = async (request: SubmitRequest, deadline: Deadline): Promise<SubmitOutcome> => {
    const leave = await limiter.enter(Math.min(limits.queueWaitMs, deadline.left()));
    if (!leave) return { kind: 'shed' };
    try {
      return await submitOnce(ports, request, deadline);
    } catch (error) {
      // Only ever before COMMIT was sent: this call stored nothing.
      if (!(error instanceof DatabaseTrouble)) throw error;
      ports.onTrouble(error);
      return { kind: 'shed' };
    } finally {
      leave();
    }
  };
  return (request) => {
    const { sub, studentId, key, fingerprint } = request;
    const id = JSON.stringify([sub, studentId, key, fingerprint]);
    // The caller's own time, also where it waited for a flight that others had begun.
    const deadline = startDeadline(limits.wholeCallMs, ports.elapsed);
    return flights.run(id, () => run(request, deadline));
  };
}

/** What was stored stays stored, and these others promise nothing; any refusal may have been overtaken by another process. */
function holds({ kind }: SubmitOutcome): boolean {
  return kind === 'submitted' || kind === 'shed' || kind === 'outcome-unknown';
}

function joined(outcome: SubmitOutcome): SubmitOutcome {
  return outcome.kind === 'submitted' ? { ...outcome, replayed: true } : outcome;
}

async function submitOnce(
  ports: SubmitPorts,
  request: SubmitRequest,
  deadline: Deadline,
): Promise<SubmitOutcome> {
  const found = await look(ports.db, request, deadline.left());
  const known = knownOutcome(found, request.fingerprint);
  if (known) return known;
  const admission = admit(ports, await ports.reads.roster(request.studentId), found.now);
  if (admission.kind === 'refused') return admission.outcome;
  const busy = busyOutcome(found);
  if (busy) return busy;

  const lock = await waitForLock(ports.lock, request.studentId, ports);
  try {
    await ports.at('locked');
    const again = lock.waited ? await look(ports.db, request, deadline.left()) : found;
    const since = knownOutcome(again, request.fingerprint) ?? busyOutcome(again);
    if (since) return since;
    if (deadline.left() < limits.enoughForReadsMs) return { kind: 'shed' };
    return await proveAndStore(ports, request, { ...admission, edition: again.edition }, deadline);
  } finally {
    lock.release();
  }
}

type Admission =
  | { readonly kind: 'admitted'; readonly entry: RosterEntry; readonly required: readonly string[] }
  | { readonly kind: 'refused'; readonly outcome: SubmitOutcome };

function admit({ profile }: SubmitPorts, roster: RosterRead, now: Date): Admission {
  if (roster.kind === 'not-on-roster') return refused({ kind: 'not-on-roster' });
  if (roster.kind === 'unread') {
    const blocker = unread(contactOf(profile, 'registry'), roster.fault);
    return refused({ kind: 'departments-unavailable', blockers: [blocker] });
  }
  const { entry } = roster;
  const rule = classRuleOf(profile.classes, entry.classYear, entry.leaveType ?? null);
  if (!rule || !isWindowOpen(rule, now)) return refused(closed(rule));
  return { kind: 'admitted', entry, required: rule.requires };
}

/** A class without a rule has no window at all. */
function closed(rule: ClassRule | null): SubmitOutcome {
  return { kind: 'window-closed', opensAt: rule?.opensAt ?? null, closesAt: rule?.closesAt ?? null };
}

function refused(outcome: SubmitOutcome): Admission {
  return { kind: 'refused', outcome };
}
