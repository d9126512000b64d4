import type { GraphQLResponse, HTTPGraphQLRequest, HTTPGraphQLResponse } from '@apollo/server';
import type { OperationContext } from './operation-context.ts';

/** A request as it came over HTTP. */
export interface SentRequest extends Omit<HTTPGraphQLRequest, 'headers'> {
  /** By name, lower case. */
  readonly headers: Map<string, string>;
}

/** A document with its variables, and the request around it where there is one. */
export interface AskedDocument {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly http?: SentRequest;
}

/** Answers operations of every kind; the caller has entered their scope. */
export interface GraphqlServer {
  answer(sent: SentRequest, scope: OperationContext): Promise<HTTPGraphQLResponse>;
  execute(asked: AskedDocument, scope: OperationContext): Promise<GraphQLResponse>;
  stop(): Promise<void>;
}

/** One that is opened when it is first needed, or told to. */
export interface LateServer extends GraphqlServer {
  /** Rejects where it cannot be opened; then it is tried again when it is needed. */
  open(): Promise<void>;
}

/**
 * A server that is opened late: Apollo Server takes longer to load than a gateway has until its first answer, and queries
 * of trusted documents go past it.
 */
export function createLateServer(open: () => Promise<GraphqlServer>): LateServer {
  let opening: Promise<GraphqlServer> | null = null;
  const opened = (): Promise<GraphqlServer> => {
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  return {
    open: async () => void (await opened()),
    answer: async (sent, scope) => (await opened()).answer(sent, scope),
    execute: async (asked, scope) => (await opened()).execute(asked, scope),
    stop: async () => {
      const server = await opening?.catch(() => null);
      await server?.stop();
    },
  };
}
