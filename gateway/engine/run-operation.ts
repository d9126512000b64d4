import type { ExecutionResult } from 'graphql';
import type { Log } from '../observe/log.ts';
import type { OperationContext } from '../request/operation-context.ts';
import { startDeadline } from '../upstream/deadline.ts';
import type { Engine, EngineRequest } from './engine.ts';

/** Limits of a whole request, shared by all its fetches; milliseconds. */
export interface RequestLimits {
  readonly queryDeadlineMs: number;
  readonly mutationDeadlineMs: number;
}

/** What is run, apart from who asks. */
export type Work = Pick<
  EngineRequest,
  'apiSchema' | 'document' | 'documentHash' | 'operationName' | 'kind' | 'variables'
>;

/** Runs a validated operation for whoever asks. */
export type RunOperation = (work: Work, asker: OperationContext) => Promise<ExecutionResult>;

/**
 * Runs operations within their time: a query ends at its deadline, or when its caller has gone, with what is there; a
 * mutation runs on without its caller, because giving it up would not undo it.
 */
export function createRunOperation(engine: Engine, limits: RequestLimits, log: Log): RunOperation {
  return async (work, { viewer, forwardedAuthorization, requestId, callerGone, freshness = 'cached' }) => {
    const { kind, documentHash } = work;
    const deadline =
      kind === 'mutation'
        ? startDeadline(limits.mutationDeadlineMs)
        : startDeadline(limits.queryDeadlineMs, callerGone);
    log.debug({ requestId, kind, hash: documentHash }, 'operation');
    try {
      const { signal } = deadline;
      return await engine.execute({ ...work, viewer, forwardedAuthorization, requestId, freshness, signal });
    } finally {
      deadline.release();
    }
  };
}
