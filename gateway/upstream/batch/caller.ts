import type { Failure } from '../cache/ask-call.ts';
import type { DepartmentCall, DepartmentResult } from '../department-client.ts';
import { onAbort } from '../on-abort.ts';
import { type Problem, type Question, type Representation, settleAnswer } from '../settle-answer.ts';
import type { AnsweredFetch } from './ask-fetch.ts';

/** A call that callers wait for; its `ending` is null until it is sent. */
interface WaitedFor {
  readonly parts: readonly { readonly caller: Caller }[];
  readonly ending: AbortController | null;
}

/** One fetch that waits for one batch or, if it is wide, for several. */
export interface Caller {
  readonly call: DepartmentCall;
  readonly question: Question;
  readonly representations: readonly Representation[];
  readonly resolve: (answer: AnsweredFetch) => void;
  readonly reject: (error: unknown) => void;
  /** Batches that hold some of its representations. */
  readonly batches: WaitedFor[];
  /** Those of them that have not answered yet. */
  owed: number;
  readonly entities: unknown[];
  readonly said: unknown[];
  readonly problems: Problem[];
  failure: Failure;
  /** Answered, or given up. */
  isOver: boolean;
  /** Stops listening to its signal; null as long as nobody listens. */
  unlisten: (() => void) | null;
}

/** A caller that no batch knows yet. */
export function createCaller(
  call: DepartmentCall,
  question: Question,
  { resolve, reject }: Pick<Caller, 'resolve' | 'reject'>,
): Caller {
  const representations = question.representations ?? [];
  return {
    call,
    question,
    representations,
    resolve,
    reject,
    batches: [],
    owed: 0,
    entities: new Array(representations.length),
    said: new Array(representations.length),
    problems: [],
    failure: null,
    isOver: false,
    unlisten: null,
  };
}

/** Answers a caller; only the first answer counts. */
export function answerCaller(caller: Caller, answer: AnsweredFetch): void {
  if (caller.isOver) return;
  caller.isOver = true;
  caller.unlisten?.();
  caller.resolve(answer);
}

/** Passes on to a caller what went wrong here. */
export function rejectCaller(caller: Caller, error: unknown): void {
  if (caller.isOver) return;
  caller.isOver = true;
  caller.unlisten?.();
  caller.reject(error);
}

/** Answers a caller with what its batches have handed to it. */
export function answerInFull(caller: Caller): void {
  const { entities, problems, failure, said } = caller;
  answerCaller(caller, { settled: { data: { _entities: entities }, problems }, failure, said });
}

/** Lets a caller leave at once when its signal is aborted; nothing where that is so already. */
export function listenTo(caller: Caller): void {
  const { signal } = caller.call;
  if (caller.unlisten !== null || caller.isOver) return;
  caller.unlisten = onAbort(signal, () => giveUp(caller));
}

/** The caller is told that nothing came in its time; a batch that nobody waits for any more is given up with it. */
export function giveUp(caller: Caller): void {
  if (caller.isOver) return;
  const { reason } = caller.call.signal;
  const failure = reason === 'caller-gone' ? 'cancelled' : 'timeout';
  const result: DepartmentResult = { kind: 'failed', failure, detail: 'gave up waiting' };
  const settled = settleAnswer(result, caller.question);
  answerCaller(caller, { settled, failure: result, said: [] });
  for (const batch of caller.batches)
    if (batch.parts.every((part) => part.caller.isOver)) batch.ending?.abort(reason);
}
