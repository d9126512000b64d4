import type { ApolloServerPlugin } from '@apollo/server';
import { type OperationContext, operationScope } from '../request/operation-context.ts';
import type { CountedOperation, OnOperation } from '../request/operation-counts.ts';
import type { OperationOutcome, RequestMetrics } from './request-metrics.ts';

/** How operations are counted with what became of them. */
export interface OperationOutcomes {
  /** To be told of each operation that passed every check. */
  readonly onOperation: OnOperation;
  /** To be told of an operation that goes past Apollo Server; then, by what it returns, of the answer. */
  readonly began: (counted: CountedOperation) => (data: unknown, errors: number) => void;
  /** To be added to the server before it starts. */
  readonly plugin: ApolloServerPlugin<OperationContext>;
}

/** An operation that was refused before anybody could say what it is. */
const unknown: CountedOperation = { client: 'none', version: 'none', documentId: null, operationName: null };

/**
 * Joins what is known of an operation before it executes with its outcome. What is refused before it is an operation (no
 * JSON, a document that is not trusted) shows in the statuses of its route only.
 */
export function createOperationOutcomes(
  { operation }: Pick<RequestMetrics, 'operation'>,
  alsoTell: OnOperation = () => {},
): OperationOutcomes {
  const known = new WeakMap<OperationContext, CountedOperation>();
  return {
    onOperation: (counted) => {
      const scope = operationScope.getStore();
      if (scope !== undefined) known.set(scope, counted);
      alsoTell(counted);
    },
    began: (counted) => {
      alsoTell(counted);
      return (data, errors) => operation(counted, outcomeOf(data, errors));
    },
    plugin: {
      async requestDidStart() {
        return {
          async willSendResponse({ response }) {
            // Not the context that Apollo Server passes: that is a copy for each operation.
            const scope = operationScope.getStore();
            if (response.body.kind !== 'single' || scope?.sent === undefined) return;
            const { data, errors = [] } = response.body.singleResult;
            operation(known.get(scope) ?? unknown, outcomeOf(data, errors.length));
          },
        };
      },
    },
  };
}

function outcomeOf(data: unknown, errors: number): OperationOutcome {
  if (errors === 0) return 'ok';
  return isRecord(data) && Object.values(data).some((root) => root !== null) ? 'partial' : 'refused';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
