import { type Problem, refusal } from '../../kit/graph/problem.ts';
import type { LocalizedText } from '../../kit/service/contact.ts';
import type { ExportSettings } from './export-settings.ts';
import type { ExportRow, OrderOutcome } from './jobs/order-export.ts';
import type { CancelOutcome } from './jobs/own-exports.ts';

/** The graph's `ExportRefused`. */
export type ExportRefused = Problem & { readonly __typename: 'ExportRefused' };

type Code =
  | Extract<OrderOutcome | CancelOutcome, { kind: 'refused' }>['code']
  | 'EXPORT_TOO_LARGE'
  | 'VARIABLES_NOT_JSON';
type Sentence = readonly [zh: string, en: string];

/** Why an order, or a cancellation, changed nothing. @param retryAfterMs when it would succeed by itself; null: never */
export function exportRefused(
  code: Code,
  settings: ExportSettings,
  retryAfterMs: number | null = null,
): ExportRefused {
  const [zh, en] = sentenceOf(code, settings);
  return {
    __typename: 'ExportRefused',
    ...refusal(code, zh, en),
    retryable: retryAfterMs !== null,
    retryAfterMs,
  };
}

/** The same for a query that cannot be exported. */
export function exportUnfit({ zh, en }: LocalizedText): ExportRefused {
  return { __typename: 'ExportRefused', ...refusal('EXPORT_QUERY_UNFIT', zh, en) };
}

/** Why an export failed, for whoever ordered it. */
export function failureText(
  failure: NonNullable<ExportRow['failure']>,
  settings: ExportSettings,
): LocalizedText {
  const [zh, en] = failure === 'EXPORT_TOO_LARGE' ? sentenceOf(failure, settings) : FAILURES[failure];
  return { zh, en };
}

const FAILURES: Readonly<Record<'EXPORT_QUERY_UNFIT' | 'EXPORT_TROUBLE', Sentence>> = {
  EXPORT_QUERY_UNFIT: [
    '系统升级后，这段查询已不能导出。请在编辑器中改正后重新导出。',
    'Since the system was changed, this query cannot be exported. Correct it in the editor, and export again.',
  ],
  EXPORT_TROUBLE: [
    '多次尝试后仍未能写出文件。请稍后重新导出；再次失败请联系信息化建设与管理处 0516-83592137。',
    'The file could not be written after several attempts. Export again later; if it fails again, call 0516-83592137.',
  ],
};

function sentenceOf(code: Code, { mostRows, perDay }: ExportSettings): Sentence {
  switch (code) {
    case 'EXPORT_UNDER_WAY':
      return [
        '您有一个导出正在进行，每人一次一个。请等它完成，或先取消它。',
        'An export of yours is under way, and one at a time is written. Wait until it is ready, or cancel it.',
      ];
    case 'TOO_MANY_EXPORTS':
      return [
        `24 小时内最多导出 ${perDay} 次。请稍后再试，或使用已有的文件。`,
        `There may be ${perDay} exports in 24 hours. Try again later, or use a file that is ready.`,
      ];
    case 'EXPORT_TOO_LARGE':
      return [
        `一个文件最多 ${mostRows} 行。请用 filter 缩小范围，分几次导出。`,
        `A file has ${mostRows} rows at most. Narrow the filter, and export in several files.`,
      ];
    case 'VARIABLES_NOT_JSON':
      return [
        '变量应为 JSON 对象，例如 {"classYear": 2020}。',
        'Variables are a JSON object, for example {"classYear": 2020}.',
      ];
    case 'EXPORT_NOT_FOUND':
      return [
        '没有这个导出任务，或它已过期删除。请刷新列表。',
        'There is no such export, or its time is over. Refresh the list.',
      ];
    case 'EXPORT_ENDED':
      return [
        '这个导出已经失败或取消，没有可取消的内容。',
        'This export failed, or was cancelled before; nothing is left to cancel.',
      ];
    default:
      return code satisfies never;
  }
}
