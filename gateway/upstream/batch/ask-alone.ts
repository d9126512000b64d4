import { isRecord } from '../check-answer.ts';
import type { DepartmentClient, DepartmentResult } from '../department-client.ts';
import { judgeOnce } from '../judge-answer.ts';
import type { AskFetch } from './ask-fetch.ts';

/** One call for each fetch. */
export function createAskAlone(client: Pick<DepartmentClient, 'send'>): AskFetch {
  return async (call, question) => {
    const { isJunk, settle } = judgeOnce(question);
    const entities = question.representations?.length ?? 0;
    call.onSent?.({ own: entities, representations: entities, fetches: 1 });
    const result = await client.send({ ...call, isJunk });
    return {
      settled: settle(result),
      failure: result.kind === 'failed' ? result : null,
      said: entitiesIn(result),
    };
  };
}

/** The entities of an answer as they were said; empty where there are none. */
export function entitiesIn(result: DepartmentResult): readonly unknown[] {
  const body = result.kind === 'answered' && isRecord(result.body) ? result.body : {};
  const entities = isRecord(body.data) ? body.data._entities : null;
  return Array.isArray(entities) ? entities : [];
}
