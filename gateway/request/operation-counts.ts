import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationContext, SentOperation } from './operation-context.ts';

/** One operation that is about to execute, in words that are safe as labels: no client can make many of them. */
export interface CountedOperation {
  /** A client that has a manifest, `other` for another name, `none` without one. */
  readonly client: string;
  /** As the client says, `none` without one; `other` once 200 different pairs of client and version were seen. */
  readonly version: string;
  /** `sha256:<hex>` of a trusted document, null for a free-form one. */
  readonly documentId: string | null;
  /** The operation's name in a trusted document; null for a free-form one, whose name its author chose. */
  readonly operationName: string | null;
}

/** Called once for each operation that passed every check, before it executes. */
export type OnOperation = (operation: CountedOperation) => void;

const MAX_PAIRS = 200;

/** Puts an operation in words that are safe as labels; `name` is that of the operation. */
export type CountOperation = (sent: SentOperation, name: string | null) => CountedOperation;

/** `clients` are those with a manifest. */
export function createCountOperation(clients: ReadonlySet<string>): CountOperation {
  const pairs = new Set<string>();
  const bounded = (client: string, version: string): string => {
    const pair = `${client} ${version}`;
    if (!pairs.has(pair) && pairs.size >= MAX_PAIRS) return 'other';
    pairs.add(pair);
    return version;
  };
  return ({ client, documentId }, operationName) => {
    const name = client.name === null ? 'none' : clients.has(client.name) ? client.name : 'other';
    return {
      client: name,
      version: client.version === null ? 'none' : bounded(name, client.version),
      documentId,
      operationName: documentId === null ? null : operationName,
    };
  };
}

/** Tells `onOperation` of every operation. */
export function operationCounts(
  onOperation: OnOperation,
  count: CountOperation,
): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operationName, contextValue: { sent } }) {
          if (sent !== undefined) onOperation(count(sent, operationName));
        },
      };
    },
  };
}
