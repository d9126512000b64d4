import { createAskAlone } from './batch/ask-alone.ts';
import { createAskInBatches } from './batch/ask-in-batches.ts';
import { type Batching, defaultBatchBounds } from './batch/batch-bounds.ts';
import { type AskCall, type Asked, sentOf } from './cache/ask-call.ts';
import { createDivideFetch } from './cache/divide-fetch.ts';
import type { EntityCache } from './cache/entity-cache.ts';
import { forgetAfterMutation } from './cache/forget-after-mutation.ts';
import { createReadThrough } from './cache/read-through.ts';
import type { DepartmentClient } from './department-client.ts';
import type { Question } from './settle-answer.ts';

/** One department as an engine asks it. Knows no engine. */
export interface Department {
  /**
   * Never rejects: failures are nulls and problems (see settleAnswer). At once where all of it is remembered. The data must
   * not be changed: others may be given the same objects.
   */
  ask(call: AskCall, question: Question): Asked | Promise<Asked>;
}

/** What a department is asked through. */
export interface DepartmentParts {
  /** As the supergraph names it: `library`. */
  readonly subgraph: string;
  readonly client: Pick<DepartmentClient, 'send'>;
  /** Null: every question goes to the department. */
  readonly cache: EntityCache | null;
  /** Changes with the supergraph: what was remembered under another is not shown. */
  readonly schemaId: string;
  /** Null: one call for each question. Left out: by the default bounds, and nobody is told. */
  readonly batching?: Batching | null;
}

/**
 * A department that is asked through the cache where that may be, else directly; in either case questions of several
 * requests share calls. Submissions do not come this way.
 */
export function createDepartment({
  subgraph,
  client,
  cache,
  schemaId,
  batching = { bounds: defaultBatchBounds },
}: DepartmentParts): Department {
  const askFetch = batching === null ? createAskAlone(client) : createAskInBatches(client, batching);
  const direct = async (call: AskCall, question: Question): Promise<Asked> => {
    const { settled, failure } = await askFetch(sentOf(call), question);
    // What is asked for a person, or is no entity, is asked for one caller alone.
    const isOwn = question.representations === null;
    return { data: settled.data, problems: settled.problems, failure, isOwn };
  };
  if (cache === null) return { ask: direct };
  const divide = createDivideFetch(subgraph, schemaId);
  const readThrough = createReadThrough(subgraph, cache, askFetch);
  return {
    ask(call, question) {
      if (call.kind === 'mutation') return change(call, question, cache);
      const fetch = call.signal.aborted ? null : divide(call, question);
      return fetch === null ? direct(call, question) : readThrough(fetch, call);
    },
  };

  async function change(call: AskCall, question: Question, remembered: EntityCache): Promise<Asked> {
    const asked = await direct(call, question);
    await forgetAfterMutation(subgraph, call, remembered);
    return asked;
  }
}
