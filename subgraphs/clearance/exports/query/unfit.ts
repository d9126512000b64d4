import type { LocalizedText } from '../../../kit/service/contact.ts';

/** Why a query cannot be exported, for whoever wrote it: the field, and what to do. */
export interface Unfit {
  readonly kind: 'unfit';
  readonly message: LocalizedText;
}

/** A query that cannot be exported. */
export function unfit(zh: string, en: string): Unfit {
  return { kind: 'unfit', message: { zh, en } };
}

/** What is wrong with a query that GraphQL does not accept, without guesses at what was meant. */
export function notGraphql(message: string, line: number | undefined): Unfit {
  const said = message.replace(/ Did you mean .*$/s, '').slice(0, 300);
  const at = line === undefined ? { zh: '', en: '' } : { zh: `第 ${line} 行`, en: `Line ${line}: ` };
  return unfit(
    `查询${at.zh}有误（${said}）。请先在编辑器中改正，再导出。`,
    `${at.en}${said} Correct the query in the editor, then export.`,
  );
}
