import {
  CancelLibraryCardDocument,
  type CancelLibraryCardMutation,
  ClearanceChangedDocument,
  ClearancePageDocument,
} from '../../graph.generated/graphql.ts';
import type { ClearanceStudent, Receipt } from '../../show/graph-types.ts';
import { standingsOf } from '../../show/standings.ts';
import { firstClearance } from '../first-asks.ts';
import type { Answer, NoData } from '../graph/answer.ts';
import { ask } from '../graph/ask.ts';
import { follow } from '../graph/follow.ts';
import { askWhileDown } from '../live/ask-while-down.ts';
import { keepCurrent } from '../live/keep-current.ts';
import { isVisible, pause, whenVisible } from '../live/visibility.ts';
import { loggedOut } from '../logged-out.ts';
import { createStore, type Store } from '../store.ts';
import { type ClearanceState, stateOf } from './clearance-state.ts';

/** The page's state; kept while the reader is on other pages. */
export const clearance: Store<ClearanceState> = createStore<ClearanceState>({ kind: 'reading' });

/** Which department's button was pressed last, while the answer is awaited; null: none. */
export const asking: Store<string | null> = createStore<string | null>(null);

/** What became of asking a department again by its button. */
export type Refreshed =
  | { readonly kind: 'checked' | 'failed' }
  | { readonly kind: 'too-soon'; readonly waitMs: number };

/** The last one; null: none was pressed, or the answer is awaited. */
export const refreshed: Store<Refreshed | null> = createStore<Refreshed | null>(null);

/** Whether changes come by themselves. */
export const mode: Store<'live' | 'polling'> = createStore<'live' | 'polling'>('live');

/** What became of cancelling the card. */
export type CancelAnswer = Answer<CancelLibraryCardMutation>;

// Counts what was shown, so that a slow answer does not hide what came after it was asked for.
let shown = 0;

/** Reads the page for the first time; later ones are refreshes. */
export async function readClearance(): Promise<void> {
  const began = shown;
  take(await firstClearance(), began);
}

/** Asks the departments again, past what is remembered of them. */
export async function refresh(code: string): Promise<void> {
  if (asking.get() !== null) return;
  asking.set(code);
  refreshed.set(null);
  const began = shown;
  const answer = await ask(ClearancePageDocument, {}, { freshness: 'fresh' });
  take(answer, began);
  asking.set(null);
  refreshed.set(refreshedBy(answer));
}

function refreshedBy(answer: Answer<unknown>): Refreshed {
  if (answer.kind === 'busy') return { kind: 'too-soon', waitMs: answer.retryAfterMs };
  if (answer.kind !== 'data') return { kind: 'failed' };
  const waitMs = answer.rememberedForMs;
  return waitMs === null ? { kind: 'checked' } : { kind: 'too-soon', waitMs };
}

/** Keeps the page current while it is open. */
export async function followClearance(signal: AbortSignal): Promise<void> {
  const ended = new AbortController();
  signal.addEventListener('abort', () => ended.abort());
  const parts = {
    follow: (until: AbortSignal, heard: () => void) =>
      follow(
        ClearanceChangedDocument,
        {},
        {
          signal: until,
          onData: ({ clearanceChanged }, faults) => {
            heard();
            hear(stateOf(clearanceChanged, faults));
          },
        },
      ),
    poll,
    isOpen,
    isVisible,
    whenVisible,
    pause,
    random: Math.random,
    onMode: mode.set,
    onLoggedOut: loggedOut,
  };
  void askWhileDown({ ...parts, isDown, whenDown }, ended.signal);
  await keepCurrent(parts, signal);
  ended.abort();
}

/** An event read before a submission would take its receipt away again; whether there is none, asking now tells. */
function hear(state: ClearanceState): void {
  const wouldTakeBack = state.kind === 'shown' && isSubmitted(clearance.get()) && !isSubmitted(state);
  if (wouldTakeBack) void poll();
  else show(state);
}

function isSubmitted(state: ClearanceState): boolean {
  return state.kind === 'shown' && state.student.submission !== null;
}

/** 注销: the item as it is afterwards is shown at once, the rest is read again. */
export async function cancelCard(): Promise<CancelAnswer> {
  const answer = await ask(CancelLibraryCardDocument, { input: {} }, { kind: 'change' });
  if (answer.kind === 'logged-out') loggedOut();
  const payload = answer.kind === 'data' ? answer.data.cancelLibraryCard : null;
  if (payload?.__typename === 'LibraryCardCancelled') {
    change({ library: payload.library });
    void poll();
  }
  return answer;
}

/** Shows that the clearance is submitted. */
export function showSubmitted(submission: Receipt): void {
  change({ submission, state: submission.state });
}

/** Asks once, from what is remembered. */
export async function poll(): Promise<'changed' | 'same'> {
  const before = clearance.get();
  const began = shown;
  take(await ask(ClearancePageDocument, {}), began);
  return told(before) === told(clearance.get()) ? 'same' : 'changed';
}

/** What a state tells a reader, without when it was read: that is another moment at each asking, and no news. */
function told(state: ClearanceState): string {
  return JSON.stringify(state, (key, value) => (key === 'asOf' || key === 'asOfDate' ? undefined : value));
}

function take(answer: Answer<{ clearance: ClearanceStudent | null }>, began: number): void {
  if (answer.kind === 'logged-out') loggedOut();
  else if (answer.kind !== 'data') fail(answer);
  else if (shown === began) show(stateOf(answer.data.clearance, answer.faults));
}

/** What is shown stays; a page that shows nothing yet says why. */
function fail(fault: NoData): void {
  if (clearance.get().kind !== 'shown') clearance.set({ kind: 'fault', fault });
}

function show(state: ClearanceState): void {
  shown += 1;
  clearance.set(state);
}

function change(parts: Partial<ClearanceStudent>): void {
  const state = clearance.get();
  if (state.kind === 'shown') show({ ...state, student: { ...state.student, ...parts } });
}

/** Nothing of the student stays, also not in what the browser keeps for the button "back". */
export function forgetClearance(): void {
  show({ kind: 'reading' });
}

/** Where the page polls, that asks the department again, too. */
function isDown(): boolean {
  const state = clearance.get();
  if (state.kind !== 'shown' || (mode.get() === 'polling' && isOpen())) return false;
  return standingsOf(state.student, null).some(({ shown }) => shown === 'DOWN');
}

function whenDown(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isDown() && !signal.aborted) return;
      for (const leave of leaves) leave();
      signal.removeEventListener('abort', look);
      resolve();
    };
    const leaves = [clearance.subscribe(look), mode.subscribe(look)];
    signal.addEventListener('abort', look);
    look();
  });
}

function isOpen(): boolean {
  const state = clearance.get();
  return state.kind === 'shown' && !state.student.passed && state.student.submission === null;
}
