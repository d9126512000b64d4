import { SubmitClearanceDocument, type SubmitClearanceMutation } from '../../graph.generated/graphql.ts';
import type { Answer, GraphFault, NoData } from '../graph/answer.ts';
import { ask } from '../graph/ask.ts';
import { loggedOut } from '../logged-out.ts';
import { createStore, type Store } from '../store.ts';
import { poll, showSubmitted } from './clearance-model.ts';
import { createKeyKeeper } from './key-keeper.ts';

/** What the graph answers to 提交离校服务. */
export type SubmitPayload = NonNullable<SubmitClearanceMutation['submitClearance']>;

/** Where submitting stands. */
export type SubmitState =
  | { readonly kind: 'idle' }
  /** Pressed while not everything passes. */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'confirming' }
  /** `asked`: how often the same key was sent, 1 the first time. */
  | { readonly kind: 'sending'; readonly asked: number }
  | { readonly kind: 'answered'; readonly payload: SubmitPayload }
  | { readonly kind: 'fault'; readonly fault: NoData };

/** Where submitting stands; kept while the reader is on other pages. */
export const submitting: Store<SubmitState> = createStore<SubmitState>({ kind: 'idle' });

/** The keys of this tab. */
export const keys = createKeyKeeper(keptTexts(), newKey);

const TRIES = 3;
const PAUSE_MS = 1_000;

/** Submits with the key of the student's edition; a second call while one is under way does nothing. */
export async function submit(student: string): Promise<void> {
  if (submitting.get().kind === 'sending') return;
  const key = keys.keyFor(student);
  keys.sent(student);
  for (let asked = 1; ; asked += 1) {
    submitting.set({ kind: 'sending', asked });
    const answer = await ask(SubmitClearanceDocument, { input: { idempotencyKey: key } }, { kind: 'change' });
    const waitMs = asked < TRIES ? waitOf(answer) : null;
    if (waitMs === null) {
      settle(student, answer);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

/** How long to wait before the same key is sent again, since only that tells what became of it; null: it was told. */
function waitOf(answer: Answer<SubmitClearanceMutation>): number | null {
  if (answer.kind === 'unanswered') return PAUSE_MS;
  if (answer.kind !== 'data') return null;
  const payload = answer.data.submitClearance;
  if (payload === null) return isInDoubt(answer.faults) ? PAUSE_MS : null;
  const { __typename: name } = payload;
  if (name !== 'SubmissionInProgress' && name !== 'SubmissionOutcomeUnknown') return null;
  return Math.min(payload.retryAfterMs ?? PAUSE_MS, 5 * PAUSE_MS);
}

/** Whether the clearance subgraph may have stored it although its answer did not arrive. */
function isInDoubt(faults: readonly GraphFault[]): boolean {
  return faults.some(({ extensions }) => extensions?.code?.startsWith('DEPARTMENT_'));
}

function settle(student: string, answer: Answer<SubmitClearanceMutation>): void {
  const payload = answer.kind === 'data' ? answer.data.submitClearance : null;
  if (payload !== null) {
    submitting.set({ kind: 'answered', payload });
    keep(student, payload);
  } else if (answer.kind === 'logged-out') {
    submitting.set({ kind: 'idle' });
    loggedOut();
  } else {
    submitting.set({ kind: 'fault', fault: answer.kind === 'data' ? faultOf(answer.faults) : answer });
  }
}

function faultOf(faults: readonly GraphFault[]): NoData {
  if (isInDoubt(faults)) return { kind: 'unanswered' };
  return { kind: 'refused', code: faults[0]?.extensions?.code ?? '' };
}

function keep(student: string, payload: SubmitPayload): void {
  const { __typename: name } = payload;
  if (name === 'ClearanceSubmitted' || name === 'ClearanceAlreadySubmitted') {
    keys.settle(student, payload.submission.edition);
    showSubmitted(payload.submission);
    return;
  }
  if (name === 'SubmissionInProgress' || name === 'SubmissionOutcomeUnknown') return;
  if (name === 'IdempotencyKeyReused') keys.renew(student);
  else keys.answered(student);
  void poll();
}

/** 128 random bits; `crypto.randomUUID` is missing on pages without https, which a test or a kiosk may be. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function keptTexts(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
