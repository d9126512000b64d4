import type { Lang } from '../../texts/language.ts';

/**
 * A description of the schema with the reader's language first. Descriptions are English sentences with the Chinese label
 * behind, `Student number, an opaque string. 学号`; where they are of one language, they stay as they are.
 */
export function describeIn(lang: Lang, description: string): string {
  if (lang === 'en') return description;
  const [, english, chinese] = LABEL.exec(description.trim()) ?? [];
  return english === undefined || chinese === undefined ? description : `**${chinese}**\n\n${english}`;
}

// The last sentence, from where nothing but Chinese (and numbers, codes, marks) follows an English one.
const LABEL = /^([\s\S]*[.:;)])\s+([^\s.;]*[\u4e00-\u9fff][^.;]*)$/u;

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
