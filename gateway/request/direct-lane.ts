import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql';
import type { RunOperation } from '../engine/run-operation.ts';
import { faultFields, type Log } from '../observe/log.ts';
import type { OperationOutcomes } from '../observe/operation-outcomes.ts';
import type { DocumentStore } from './documents/document-store.ts';
import type { ManifestDocument } from './documents/manifest-files.ts';
import { firstOfEachKind } from './few-errors.ts';
import { formatError } from './format-error.ts';
import { type OperationContext, operationScope, type SentOperation } from './operation-context.ts';
import type { CountOperation } from './operation-counts.ts';
import { rootFields } from './root-fields.ts';
import { statusOfFault } from './status-of-answer.ts';
import { createCheckNumbers } from './student-number-rule.ts';

/** What the lane leads to. */
export interface DirectLaneParts {
  readonly store: Pick<DocumentStore, 'trusted'>;
  /** The API schema in use, null before the first. */
  readonly apiSchema: () => GraphQLSchema | null;
  readonly run: RunOperation;
  readonly countOperation: CountOperation;
  readonly outcomes: Pick<OperationOutcomes, 'began'>;
  readonly log: Log;
}

/** A trusted document, as it was asked for. */
export interface DirectAsked {
  readonly document: ManifestDocument;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly scope: OperationContext & { readonly sent: SentOperation };
  /** The caller's Accept. */
  readonly accept: string | undefined;
}

/** An answer: JSON, `data` or at least one error. */
export interface DirectAnswer {
  readonly status: number;
  readonly body: string;
}

/** Answers queries of the manifests past Apollo Server; null: this one is not for the lane. */
export type DirectLane = (asked: DirectAsked) => Promise<DirectAnswer> | null;

/** Checks of forms are counted by Apollo Server's plugin. */
const COUNTED_ELSEWHERE = 'verifyForm';

/**
 * The way of every page: a trusted document was parsed, validated and judged before, so that nothing of Apollo Server is
 * needed for it but a third of its cost a request. Queries only: what changes something goes the long way. The answer is the same
 * (test/gateway/direct-lane.test.ts).
 */
export function createDirectLane(parts: DirectLaneParts): DirectLane {
  const checkNumbers = createCheckNumbers();
  const suited = new WeakMap<DocumentNode, boolean>();
  return (asked) => {
    const apiSchema = parts.apiSchema();
    const document = apiSchema && parts.store.trusted(apiSchema, asked.document.hash);
    if (apiSchema === null || document === null) return null;
    const isSuited = suited.get(document) ?? suits(document);
    suited.set(document, isSuited);
    return isSuited ? answer(asked, document, apiSchema) : null;
  };

  async function answer(
    asked: DirectAsked,
    document: DocumentNode,
    apiSchema: GraphQLSchema,
  ): Promise<DirectAnswer> {
    const { variables, scope } = asked;
    const { hash, name } = asked.document;
    const refused = checkNumbers(document, variables);
    if (refused !== null) return respond({ errors: [refused] }, asked);
    const ended = parts.outcomes.began(parts.countOperation(scope.sent, name));
    const work = {
      apiSchema,
      document,
      documentHash: hash,
      operationName: name,
      kind: 'query',
      variables,
    } as const;
    const result = await operationScope.run(scope, () => parts.run(work, scope)).catch(asResult);
    ended(result.data, result.errors?.length ?? 0);
    return respond(result, asked);
  }

  function respond(
    { data, errors = [], extensions }: ExecutionResult,
    { scope, accept }: DirectAsked,
  ): DirectAnswer {
    if (errors.length === 0) return { status: 200, body: JSON.stringify({ data, extensions }) };
    const all = errors.map((error) => shownOf(error, scope.requestId));
    if (data !== undefined) return { status: 200, body: JSON.stringify({ errors: all, data, extensions }) };
    const shown = all.length === 1 ? all : firstOfEachKind(all);
    const status = statusOfFault(shown[0]?.extensions?.code, accept);
    return { status, body: JSON.stringify({ errors: shown, extensions }) };
  }

  function shownOf(error: GraphQLError, requestId: string): GraphQLFormattedError {
    const formatted = formatError(error.toJSON(), error, requestId);
    if (formatted.extensions?.code === 'INTERNAL_SERVER_ERROR')
      parts.log.error({ requestId, ...faultFields(error.originalError ?? error) }, 'unexpected fault');
    return formatted;
  }
}

function suits(document: DocumentNode): boolean {
  const operation = getOperationAST(document);
  if (operation?.operation !== 'query') return false;
  return rootFields(document, operation).every(({ name }) => name.value !== COUNTED_ELSEWHERE);
}

function asResult(error: unknown): ExecutionResult {
  const originalError = error instanceof Error ? error : new Error('unknown');
  return { errors: [new GraphQLError(originalError.message, { originalError })] };
}
