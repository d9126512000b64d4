import type { Lang } from '../../texts/language.ts';

/**
 * A description of the schema with the reader's language first. Descriptions are English with the Chinese term behind, `Student number, an
 * opaque string. 学号`, with a rule after a colon where there is one, `Null: none. 变量：null 为没有。`, or within, `Cancel the library card
 * (注销借书证).`; where there is none, they stay as they are.
 */
export function describeIn(lang: Lang, description: string): string {
  if (lang === 'en') return description;
  const [, english, behind, rule = ''] = BEHIND.exec(description.trim()) ?? [];
  if (english !== undefined && behind !== undefined) return `**${behind}**${rule}\n\n${english}`;
  const [, within] = WITHIN.exec(description) ?? [];
  return within === undefined ? description : `**${within}**\n\n${description}`;
}

// The last sentence, from where nothing but Chinese (and numbers, codes, marks) follows an English one.
const BEHIND = /^([\s\S]*[.:;)])\s+([^\s.;：]*[\u4e00-\u9fff][^.;：]*)(：[^.;]*)?$/u;
// The first brackets, where no Chinese stands before them.
const WITHIN = /^[^(\u4e00-\u9fff]*\(([\u4e00-\u9fff][^)a-z]*)\)/u;

/** The answer to an introspection query with every description so; anything else stays as it is. */
export function describeSchemaIn(lang: Lang, answer: unknown): unknown {
  if (lang === 'en' || !isIntrospection(answer)) return answer;
  return JSON.parse(JSON.stringify(answer), (key, value: unknown) =>
    key === 'description' && typeof value === 'string' ? describeIn(lang, value) : value,
  );
}

function isIntrospection(answer: unknown): boolean {
  const { data } = (answer ?? {}) as { data?: { __schema?: unknown } | null };
  return data?.__schema !== undefined;
}
