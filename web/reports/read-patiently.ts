import type { Answer, NoData } from '../app/graph/answer.ts';

/** How often something is asked for before the reader is told that it cannot be had. */
const TRIES = 3;
const WAIT_MS = 1_500;

/** Reads something; where the service is only busy or late, again after a while, as long as `isWanted`. */
export async function readPatiently<Data>(
  read: () => Promise<Answer<Data>>,
  isWanted: () => boolean,
): Promise<Answer<Data>> {
  for (let tries = 1; ; tries++) {
    const answer = await read();
    if (answer.kind === 'data' || !isPassing(answer) || tries === TRIES || !isWanted()) return answer;
    const ms = answer.kind === 'busy' ? answer.retryAfterMs : WAIT_MS * tries;
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
}

function isPassing(answer: NoData): boolean {
  if (answer.kind === 'refused') return answer.code.startsWith('DEPARTMENT_');
  return answer.kind === 'busy';
}
