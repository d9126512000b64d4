import { setTimeout as wait } from 'node:timers/promises';

/** Requests that are made at a steady pace, whether or not those before were answered. */
export interface Load<Answer> {
  /** Stops asking; every answer, when all have come. */
  readonly stop: () => Promise<readonly Answer[]>;
}

/** Asks `perSecond` times a second until stopped; a rejection rejects `stop`. */
export function startLoad<Answer>(perSecond: number, ask: (count: number) => Promise<Answer>): Load<Answer> {
  const answers: Promise<Answer>[] = [];
  const began = performance.now();
  let isOver = false;
  const due = () => ((performance.now() - began) / 1_000) * perSecond;
  const pace = async () => {
    while (!isOver) {
      while (answers.length < due()) {
        const answer = ask(answers.length);
        // `stop` hears of it.
        answer.catch(() => {});
        answers.push(answer);
      }
      await wait(5);
    }
  };
  const paced = pace();
  return {
    stop: async () => {
      isOver = true;
      await paced;
      return Promise.all(answers);
    },
  };
}

/** The most arrivals, in milliseconds, that any span of one second holds. */
export function busiestSecond(arrivals: readonly number[]): number {
  let most = 0;
  let first = 0;
  for (const [last, at] of arrivals.entries()) {
    while (at - (arrivals[first] ?? 0) >= 1_000) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
