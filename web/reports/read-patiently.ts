import type { Answer, NoData } from '../app/graph/answer.ts';
import type { Choice, ReadReport, Report } from './report.ts';

/** How often a report is asked for before the reader is told that it cannot be had. */
const TRIES = 3;
const WAIT_MS = 1_500;

/** Reads a report; where the service is only busy or late, again after a while, as long as `isWanted`. */
export async function readPatiently(
  report: Report,
  choice: Choice,
  isWanted: () => boolean,
): Promise<Answer<ReadReport>> {
  for (let tries = 1; ; tries++) {
    const answer = await report.read(choice);
    if (answer.kind === 'data' || !isPassing(answer) || tries === TRIES || !isWanted()) return answer;
    const ms = answer.kind === 'busy' ? answer.retryAfterMs : WAIT_MS * tries;
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
}

function isPassing(answer: NoData): boolean {
  if (answer.kind === 'refused') return answer.code.startsWith('DEPARTMENT_');
  return answer.kind === 'busy';
}
