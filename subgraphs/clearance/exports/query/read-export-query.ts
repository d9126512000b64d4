import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  Kind,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { PlainClearanceRow } from '../../reports/queries/clearance-rows.ts';
import type { ReportFilter } from '../../schema.generated.ts';
import { type AskedFields, recordFields } from './asked-fields.ts';
import { exportSchema } from './export-schema.ts';
import { judgeFields } from './judge-fields.ts';
import { sampleRow } from './sample-row.ts';
import { notGraphql, type Unfit, unfit } from './unfit.ts';

/** A row as the query gives it: by the query's own names, in its order. */
export type ExportedRow = Readonly<Record<string, unknown>>;

/** A query that can be exported. */
export interface ExportQuery {
  readonly kind: 'query';
  readonly filter: ReportFilter | null;
  /** What each of its names stands for. */
  readonly fields: AskedFields;
  /** What it makes of a made-up row with these departments, none of its fields empty. */
  readonly sample: (departments: readonly string[]) => ExportedRow;
  /** What it makes of rows. @throws where a row cannot be told, which is a bug */
  readonly rowsOf: (rows: readonly PlainClearanceRow[]) => ExportedRow[];
}

// An export's query is short; validating takes the square of a long one.
const MOST_TOKENS = 1_000;
const MOST_FIELDS = 100;

/**
 * Checks a query against what an export can be: one query, of `clearances` alone, with `nodes` alone, without `student`.
 *
 * @param variables a JSON object's values
 * @returns the query, ready to run; or why it cannot be exported
 */
export function readExportQuery(
  text: string,
  variables: Readonly<Record<string, unknown>>,
): ExportQuery | Unfit {
  const document = readDocument(text);
  if (document.kind === 'unfit') return document;
  const recorder = recordFields();
  const tried = runOver(document, variables, [sampleRow(['library'])], recorder.resolve);
  if (tried.kind === 'unfit') return tried;
  const [row = {}] = tried.rows;
  if (Object.keys(row).length > MOST_FIELDS)
    return unfit(
      `nodes 最多 ${MOST_FIELDS} 个字段。请减少字段。`,
      `nodes may have ${MOST_FIELDS} fields at most. Leave some out.`,
    );
  const rowsOf: ExportQuery['rowsOf'] = (rows) => {
    const run = runOver(document, variables, rows);
    if (run.kind === 'unfit') throw new Error('Rows cannot be told as the query says');
    return run.rows;
  };
  return {
    kind: 'query',
    filter: tried.filter,
    fields: recorder.fields,
    rowsOf,
    sample: (departments) => rowsOf([sampleRow(departments)])[0] ?? {},
  };
}

function readDocument(text: string): DocumentNode | Unfit {
  try {
    const document = parse(text, { maxTokens: MOST_TOKENS });
    const schema = exportSchema();
    const [fault] = validate(schema, document, specifiedRules, { maxErrors: 1 });
    if (fault) return notGraphql(fault.message, fault.locations?.[0]?.line);
    const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    if (operations.length !== 1 || operations[0]?.operation !== 'query')
      return unfit(
        '导出的文本应恰有一个 query。请只保留要导出的那一个。',
        'The text of an export has exactly one query. Keep only the one to export.',
      );
    return judgeFields(schema, document) ?? document;
  } catch (error) {
    if (error instanceof GraphQLError) return notGraphql(error.message, error.locations?.[0]?.line);
    throw error;
  }
}

type Run =
  | { readonly kind: 'rows'; readonly filter: ReportFilter | null; readonly rows: ExportedRow[] }
  | Unfit;

/** Everything is there already, so that nothing is awaited. */
function runOver(
  document: DocumentNode,
  variableValues: Readonly<Record<string, unknown>>,
  rows: readonly PlainClearanceRow[],
  fieldResolver?: GraphQLFieldResolver<unknown, unknown>,
): Run {
  let filter: ReportFilter | null = null;
  const clearances = (args: { readonly filter?: ReportFilter | null }) => {
    filter = args.filter ?? null;
    return { nodes: rows };
  };
  const rootValue = { clearances };
  const result = execute({ schema: exportSchema(), document, rootValue, variableValues, fieldResolver });
  if (result instanceof Promise) throw new Error('A row is not there yet');
  const [fault] = result.errors ?? [];
  if (fault) return notGraphql(fault.message, fault.locations?.[0]?.line);
  const lists = Object.values(result.data ?? {}).flatMap((connection) => Object.values(connection as object));
  const [list] = lists;
  if (lists.length !== 1 || !Array.isArray(list))
    return unfit(
      '导出的查询应恰有一处 clearances，其中恰有一处 nodes { … }。请去掉别名、@skip 和 @include。',
      'The query of an export has clearances once, and nodes { … } once in it. Leave out aliases, @skip and @include.',
    );
  return { kind: 'rows', filter, rows: list };
}
