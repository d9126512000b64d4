import type { Representation } from '../settle-answer.ts';
import type { AnsweredFetch } from './ask-fetch.ts';
import type { Batch } from './batch.ts';
import { textOf } from './representation-text.ts';

/** Representations that may have made a batch fail. */
export interface Suspects {
  /** Whether one of them is among these. */
  readonly has: (representations: readonly Representation[]) => boolean;
  /** Suspects all of a batch. */
  readonly add: (batch: Batch) => void;
  /** Clears those that were asked for alone, if the department answered that. */
  readonly clear: (representations: readonly Representation[], answer: AnsweredFetch) => void;
}

const MOST = 1_000;

/**
 * Remembers what was in the half of a batch that failed while the other half was answered: asked for alone the next time,
 * an entity that upsets the department upsets nobody else any more, and the innocent are cleared at once. Where both
 * halves failed, it is no representation's fault. The 1,000 latest are suspected; nobody is, nearly always.
 */
export function createSuspects(): Suspects {
  const texts = new Set<string>();
  return {
    has: (representations) => texts.size > 0 && representations.some((one) => texts.has(textOf(one))),
    add(batch) {
      for (const one of batch.representations) texts.add(textOf(one));
      for (const eldest of texts) {
        if (texts.size <= MOST) break;
        texts.delete(eldest);
      }
    },
    clear(representations, { failure, said }) {
      if (failure !== null || said.length !== representations.length) return;
      for (const one of representations) texts.delete(textOf(one));
    },
  };
}
