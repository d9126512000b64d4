import { type Problem, refusal } from '../../kit/graph/problem.ts';
import type { QueryText } from './query-text.ts';
import { MOST_SAVED_QUERIES, type SavedQueryOutcome } from './saved-queries.ts';

type Code = Extract<QueryText | SavedQueryOutcome, { kind: 'refused' }>['code'];

const SENTENCES: Readonly<Record<Code, readonly [zh: string, en: string]>> = {
  QUERY_NAME_TAKEN: [
    '您已有同名的查询。请换一个名称，或修改原来的查询。',
    'You have a query of this name. Take another name, or change that query.',
  ],
  TOO_MANY_SAVED_QUERIES: [
    `每人最多保存 ${MOST_SAVED_QUERIES} 个查询。请先删除不用的。`,
    `One person may keep ${MOST_SAVED_QUERIES} queries. Delete some first.`,
  ],
  QUERY_NOT_GRAPHQL: [
    '这段文本不是完整的 GraphQL 查询。请先改到编辑器不再标红，再保存。',
    'This is no complete GraphQL query. Correct what the editor marks, then save.',
  ],
  VARIABLES_NOT_JSON: [
    '变量应为 JSON 对象，例如 {"classYear": 2020}。',
    'Variables are a JSON object, for example {"classYear": 2020}.',
  ],
  SAVED_QUERY_NOT_FOUND: [
    '您没有保存过这个查询，或它已被删除。请刷新列表。',
    'You have no such saved query, or it was deleted. Refresh the list.',
  ],
};

/** The graph's `SavedQueryRefused`. */
export function savedQueryRefused(code: Code): Problem & { readonly __typename: 'SavedQueryRefused' } {
  const [zh, en] = SENTENCES[code];
  return { __typename: 'SavedQueryRefused', ...refusal(code, zh, en) };
}
