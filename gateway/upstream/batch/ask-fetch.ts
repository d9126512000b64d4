import type { Failure } from '../cache/ask-call.ts';
import type { DepartmentCall } from '../department-client.ts';
import type { Question, Settled } from '../settle-answer.ts';

/** What became of one fetch. Nothing in it may be changed: other fetches may be given the same objects. */
export interface AnsweredFetch {
  readonly settled: Settled;
  /** How the call failed that it needed, or one of them. */
  readonly failure: Failure;
  /**
   * What the department itself said at each position of an `_entities` fetch. Where `settled` holds another object than
   * this, it stands for a failure or for an entity that the department does not know.
   */
  readonly said: readonly unknown[];
}

/** Asks a department what was planned, and settles what it says. Never rejects. */
export type AskFetch = (call: DepartmentCall, question: Question) => Promise<AnsweredFetch>;
