import { AsyncLocalStorage } from 'node:async_hooks';
import type { Viewer } from './viewer.ts';

/** What is known of the HTTP request around an operation. */
export interface OperationContext {
  readonly viewer: Viewer;
  readonly authorization: string | undefined;
  readonly requestId: string;
  /** Aborted with `caller-gone` when the client closes the connection before the answer. */
  readonly callerGone: AbortSignal;
}

/** The context of the operation being answered; Apollo Server's error formatting gets no other way to the request id. */
export const operationScope = new AsyncLocalStorage<OperationContext>();
