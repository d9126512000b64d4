import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationContext } from './operation-context.ts';

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

/** Tells `onOperation` of every operation; `clients` are those with a manifest. */
export function operationCounts(
  onOperation: OnOperation,
  clients: ReadonlySet<string>,
): ApolloServerPlugin<OperationContext> {
  const pairs = new Set<string>();
  const bounded = (client: string, version: string): string => {
    const pair = `${client} ${version}`;
    if (!pairs.has(pair) && pairs.size >= MAX_PAIRS) return 'other';
    pairs.add(pair);
    return version;
  };
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operationName, contextValue: { sent } }) {
          if (sent === undefined) return;
          const { client, documentId } = sent;
          const name = client.name === null ? 'none' : clients.has(client.name) ? client.name : 'other';
          onOperation({
            client: name,
            version: client.version === null ? 'none' : bounded(name, client.version),
            documentId,
            operationName: documentId === null ? null : operationName,
          });
        },
      };
    },
  };
}
