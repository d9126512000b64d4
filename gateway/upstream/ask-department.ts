import { type AskCall, type Asked, sentOf } from './cache/ask-call.ts';
import { createDivideFetch } from './cache/divide-fetch.ts';
import type { EntityCache } from './cache/entity-cache.ts';
import { forgetAfterMutation } from './cache/forget-after-mutation.ts';
import { createReadThrough } from './cache/read-through.ts';
import type { DepartmentClient } from './department-client.ts';
import { judgeOnce } from './judge-answer.ts';
import type { Question } from './settle-answer.ts';

/** One department as an engine asks it. Knows no engine. */
export interface Department {
  /** Never rejects: failures are nulls and problems (see settleAnswer). The data are the caller's to change. */
  ask(call: AskCall, question: Question): Promise<Asked>;
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
}

/** A department that is asked through the cache where that may be, else directly. Submissions do not come this way. */
export function createDepartment({ subgraph, client, cache, schemaId }: DepartmentParts): Department {
  const direct: Department['ask'] = async (call, question) => {
    const judged = judgeOnce(question);
    const result = await client.send({ ...sentOf(call), isJunk: judged.isJunk });
    return { ...judged.settle(result), failure: result.kind === 'failed' ? result : null };
  };
  if (cache === null) return { ask: direct };
  const divide = createDivideFetch(subgraph, schemaId);
  const readThrough = createReadThrough(subgraph, cache, (call) => client.send(call));
  return {
    async ask(call, question) {
      if (call.kind === 'mutation') {
        const asked = await direct(call, question);
        await forgetAfterMutation(subgraph, call, cache);
        return asked;
      }
      const fetch = call.signal.aborted ? null : divide(call, question);
      return fetch === null ? direct(call, question) : readThrough(fetch, call);
    },
  };
}
