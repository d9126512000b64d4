import { readFileSync } from 'node:fs';
import { Kind, parse, type StringValueNode } from 'graphql';

/** What clients see of the whole graph: reasons are words of the departments. */
const SDL = new URL('../../../../schema/api.graphql', import.meta.url);
// Descriptions are English with the Chinese term behind: `Charges are not paid. 有欠费`, and after a colon the rule, where there is one.
const TERM = /(?:^|[.:;)]\s+)([^\s.;：]*[\u4e00-\u9fff][^.;：]*)(?:：[^.;]*)?$/u;

let words: ReadonlyMap<string, string> | undefined;

/**
 * The Chinese term by which the schema describes a field of a type, or a value of an enum; null: it has none.
 *
 * @param owner the type, or the enum: `ClearanceRow`, `ReasonCode`
 */
export function schemaWord(owner: string, name: string): string | null {
  words ??= readWords();
  return words.get(`${owner}.${name}`) ?? null;
}

function readWords(): Map<string, string> {
  const found = new Map<string, string>();
  for (const definition of parse(readFileSync(SDL, 'utf8'), { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.ENUM_TYPE_DEFINITION)
      continue;
    const members = definition.kind === Kind.ENUM_TYPE_DEFINITION ? definition.values : definition.fields;
    for (const { name, description } of members ?? []) {
      const term = termOf(description);
      if (term !== null) found.set(`${definition.name.value}.${name.value}`, term);
    }
  }
  return found;
}

function termOf(description: StringValueNode | undefined): string | null {
  return TERM.exec(description?.value.trim() ?? '')?.[1] ?? null;
}
