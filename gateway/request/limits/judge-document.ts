import type { DocumentNode, GraphQLSchema } from 'graphql';
import { parseOrNull } from '../documents/normal-form.ts';
import type { ErrorCode } from '../errors.ts';
import { type DocumentMeasure, measureDocument } from './measure-document.ts';
import type { QueryLimits } from './query-limits.ts';
import { scanText } from './scan-text.ts';

/** Whether a document may go on to validation. `unreadable`: it has a syntax error, which the parser tells best. */
export type DocumentJudgement =
  | { readonly kind: 'fits'; readonly document: DocumentNode }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string };

/** A document and what it is run with. */
export interface JudgedRequest {
  readonly schema: GraphQLSchema;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Judges documents before anything validates them. */
export interface DocumentJudge {
  /** Of a text that anybody may have written: every limit. */
  free(request: JudgedRequest): DocumentJudgement;
  /** Of a manifest's text: how much the variables make it ask for. */
  trusted(request: JudgedRequest): DocumentJudgement;
}

/** A document that was judged before, whatever its variables. */
interface Known {
  readonly document: DocumentNode;
  readonly measure: DocumentMeasure;
}

const REMEMBERED = 500;
const LONGEST_REMEMBERED = 8 * 1024;
const COUNTED = ['depth', 'aliases', 'rootFields', 'directives', 'fields', 'cost'] as const;

const SENTENCES = {
  characters: '文档过长。 The document is too long.',
  tokens: '文档过长。 The document has too many tokens.',
  brackets: '文档嵌套过深。 The document is nested too deeply.',
  depth: '文档嵌套过深。 The document is nested too deeply.',
  aliases: '文档的别名过多。 The document has too many aliases.',
  rootFields: '一次查询的项目过多。 The document has too many fields at its root.',
  directives: '文档的指令过多。 The document has too many directives.',
  fields: '文档的字段过多。 The document selects too many fields.',
  cost: '一次要求的数据过多，请减少 first。 The document asks for too many rows; lower `first`.',
} as const satisfies Record<Exclude<keyof QueryLimits, 'rowsOfList'>, string>;

const CIRCULAR: DocumentJudgement = {
  kind: 'refused',
  code: 'GRAPHQL_VALIDATION_FAILED',
  message: '片段不能包含自身。 A fragment holds itself.',
};

/** A judge by limits. What it found out of short texts it remembers, the last 500 of each schema. */
export function createDocumentJudge(limits: QueryLimits): DocumentJudge {
  const bySchema = new WeakMap<GraphQLSchema, Map<string, Known>>();
  return {
    free: (request) => judge(request, COUNTED),
    trusted: (request) => judge(request, ['cost']),
  };

  function judge(request: JudgedRequest, counted: readonly (typeof COUNTED)[number][]): DocumentJudgement {
    const { schema, text, variables } = request;
    const remembered = bySchema.get(schema) ?? new Map<string, Known>();
    bySchema.set(schema, remembered);
    const known = remembered.get(text);
    let document = known?.document ?? null;
    if (document === null) {
      const scan = counted.length === 1 ? 'fits' : scanText(text, limits);
      if (scan === 'unreadable') return { kind: 'unreadable' };
      if (scan !== 'fits') return tooComplex(scan);
      document = parseOrNull(text);
      if (document === null) return { kind: 'unreadable' };
    }
    const measure =
      known && !known.measure.byVariables
        ? known.measure
        : measureDocument(document, { schema, variables, rowsOfList: limits.rowsOfList });
    if (measure === 'circular') return CIRCULAR;
    if (known === undefined && text.length <= LONGEST_REMEMBERED) {
      const oldest = remembered.size >= REMEMBERED ? remembered.keys().next().value : undefined;
      if (oldest !== undefined) remembered.delete(oldest);
      remembered.set(text, { document, measure });
    }
    const exceeded = counted.find((figure) => measure[figure] > limits[figure]);
    return exceeded === undefined ? { kind: 'fits', document } : tooComplex(exceeded);
  }
}

function tooComplex(limit: keyof typeof SENTENCES): DocumentJudgement {
  return { kind: 'refused', code: 'QUERY_TOO_COMPLEX', message: SENTENCES[limit] };
}
