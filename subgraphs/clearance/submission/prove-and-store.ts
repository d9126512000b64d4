import { dayInShanghai } from '../../kit/service/clock.ts';
import type { ServiceProfile } from '../../kit/service/profile.ts';
import type { FreshReads } from '../reads/fresh-reads.ts';
import { type CommitPorts, commitSubmission } from './commit.ts';
import type { CommitResult } from './commit-result.ts';
import { ask } from './database-trouble.ts';
import type { Deadline, Monotonic } from './deadline.ts';
import { busyOutcome, type Claim, claim, databaseNow, giveBack, knownOutcome, look } from './key-rows.ts';
import { limits } from './limits.ts';
import type { SubmitOutcome, SubmitRequest } from './outcome.ts';
import { type RosterEntry, recordOf } from './record.ts';
import { readTwice } from './two-reads.ts';

/** What proving and storing work with. */
export interface ProvePorts extends Omit<CommitPorts, 'asRole'> {
  readonly reads: FreshReads;
  readonly profile: ServiceProfile;
  readonly elapsed: Monotonic;
  /** 128 random bits as text. */
  readonly newSerial: () => string;
  /** Whether the login may run commits as the restricted role. */
  readonly mayUseRole: () => Promise<boolean>;
}

/** A student who may submit now. */
export interface Admitted {
  readonly entry: RosterEntry;
  readonly required: readonly string[];
  readonly edition: number;
}

/** Claims the key, reads twice, commits; once more where a verdict changed in between and there is time. */
export async function proveAndStore(
  ports: ProvePorts,
  request: SubmitRequest,
  admitted: Admitted,
  deadline: Deadline,
): Promise<SubmitOutcome> {
  const claimed = await claim(ports.db, request, admitted.edition, deadline.left());
  if (!claimed) return whatStands(ports, request, deadline);
  await ports.at('claimed');
  let readAfter = claimed.at;
  for (let round = 1; ; round++) {
    const ended = await oneRound(ports, request, admitted, { ...claimed, at: readAfter }, deadline);
    if (ended.kind === 'lost') {
      await giveBack(ports.db, request, claimed.attempt, deadline.left());
      return whatStands(ports, request, deadline);
    }
    if (ended.kind === 'final') return ended.outcome;
    const again = ended.kind === 'again' && round === 1 && deadline.left() >= limits.enoughForReadsMs;
    if (!again) {
      await giveBack(ports.db, request, claimed.attempt, deadline.left());
      return ended.outcome;
    }
    readAfter = await databaseNow(ports.db, deadline.left());
  }
}

/** `again`: another round may end otherwise; its outcome holds where there is none. `lost`: somebody else decided. */
type Round =
  | { readonly kind: 'final' | 'refused' | 'again'; readonly outcome: SubmitOutcome }
  | { readonly kind: 'lost' };

async function oneRound(
  ports: ProvePorts,
  request: SubmitRequest,
  { entry, required }: Admitted,
  { attempt, at: readAfter }: Claim,
  deadline: Deadline,
): Promise<Round> {
  const proof = await readTwice(ports.reads, request.studentId, required, ports.at);
  if (proof.kind === 'refused') return { kind: 'refused', outcome: proof.outcome };
  if (proof.kind === 'changed')
    return { kind: 'again', outcome: { kind: 'verdict-changed', departments: proof.departments } };
  const { readings } = proof;
  const record = recordOf(ports.profile, entry, readings, dayInShanghai(readAfter));
  const work = { request, attempt, serial: ports.newSerial(), readAfter, readings, record };
  const asRole = await ask(deadline.left(), ports.mayUseRole());
  return roundOf(await commitSubmission({ ...ports, asRole }, work, deadline));
}

function roundOf(result: CommitResult): Round {
  switch (result.kind) {
    case 'committed':
      return { kind: 'final', outcome: { kind: 'submitted', row: result.row, replayed: false } };
    case 'unknown':
      return { kind: 'final', outcome: { kind: 'outcome-unknown' } };
    case 'rolled-back':
      return { kind: 'again', outcome: { kind: 'shed' } };
    case 'lost':
      return { kind: 'lost' };
    default:
      return result satisfies never;
  }
}

/** What is stored after somebody else was faster. */
async function whatStands(
  ports: ProvePorts,
  request: SubmitRequest,
  deadline: Deadline,
): Promise<SubmitOutcome> {
  const found = await look(ports.db, request, deadline.left());
  const told = knownOutcome(found, request.fingerprint) ?? busyOutcome(found);
  return told ?? { kind: 'in-progress', retryAfterMs: 100 };
}
