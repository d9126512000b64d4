import type { DepartmentResult } from './department-client.ts';
import { type Question, type Settled, settleAnswer } from './settle-answer.ts';

/** Settles an answer once, for whoever judges the department and for whoever shows what it said. */
export interface Judged {
  /** Whether an answer does not fit what was asked. */
  readonly isJunk: (result: DepartmentResult) => boolean;
  /** What the answer contributes; the result that was judged is not looked at twice. */
  readonly settle: (result: DepartmentResult) => Settled;
}

/** For one question. */
export function judgeOnce(question: Question): Judged {
  let last: { readonly result: DepartmentResult; readonly settled: Settled } | undefined;
  const settle = (result: DepartmentResult) => {
    if (last?.result !== result) last = { result, settled: settleAnswer(result, question) };
    return last.settled;
  };
  return {
    settle,
    isJunk: (result) =>
      settle(result).problems.some(
        ({ cause }) => cause.kind === 'failure' && cause.failure === 'bad-response',
      ),
  };
}
