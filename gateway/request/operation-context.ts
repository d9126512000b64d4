import { AsyncLocalStorage } from 'node:async_hooks';
import type { Client } from './client-name.ts';
import type { Viewer } from './viewer.ts';

/** What a client said of an operation. */
export interface SentOperation {
  readonly client: Client;
  /** `sha256:<hex>` of the trusted document it is; null for a free-form one. */
  readonly documentId: string | null;
  /** Its text of the trusted document, where that is not the registered one letter by letter. */
  readonly text?: string;
}

/** What is known of the HTTP request around an operation. */
export interface OperationContext {
  readonly viewer: Viewer;
  /** The client's Authorization header, with `--open` only. */
  readonly forwardedAuthorization: string | undefined;
  readonly requestId: string;
  /** Absent for what the gateway asks by itself. */
  readonly sent?: SentOperation;
  /** `fresh`: the client asked for nothing remembered (`Cache-Control: no-cache`). */
  readonly freshness?: 'cached' | 'fresh';
  /** Aborted with `caller-gone` when the client closes the connection before the answer. */
  readonly callerGone: AbortSignal;
}

/** The context of the operation being answered; Apollo Server's error formatting gets no other way to the request id. */
export const operationScope = new AsyncLocalStorage<OperationContext>();
