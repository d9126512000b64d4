import type { ExecutionResult } from 'graphql';
import type { Log } from '../observe/log.ts';
import type { OperationContext } from '../request/operation-context.ts';
import type { Viewer } from '../request/viewer.ts';
import { startDeadline } from '../upstream/deadline.ts';
import type { Engine, EngineRequest } from './engine.ts';
import { createExplanation } from './explain/explanation.ts';

/** Limits of a whole request, shared by all its fetches; milliseconds. */
export interface RequestLimits {
  readonly queryDeadlineMs: number;
  readonly mutationDeadlineMs: number;
}

/** What operations run with. */
export interface RunParts {
  readonly limits: RequestLimits;
  readonly log: Log;
  /** A monotonic clock, milliseconds. */
  readonly elapsed: () => number;
  /** Who is told how an operation was answered. */
  readonly maySeePlan: (viewer: Viewer) => boolean;
}

/** What is run, apart from who asks. */
export type Work = Pick<
  EngineRequest,
  'apiSchema' | 'document' | 'documentHash' | 'operationName' | 'kind' | 'variables'
> & {
  /** The caller asks for `extensions.plan`; it is told to those who may see it. */
  readonly wantsPlan?: boolean;
};

/** Runs a validated operation for whoever asks. */
export type RunOperation = (work: Work, asker: OperationContext) => Promise<ExecutionResult>;

/**
 * Runs operations within their time: a query ends at its deadline, or when its caller has gone, with what is there; a
 * mutation runs on without its caller, because giving it up would not undo it.
 */
export function createRunOperation(engine: Engine, parts: RunParts): RunOperation {
  const { limits, log, elapsed, maySeePlan } = parts;
  return async (
    { wantsPlan = false, ...work },
    { viewer, forwardedAuthorization, requestId, callerGone, sent, freshness = 'cached' },
  ) => {
    const { kind, documentHash } = work;
    const deadline =
      kind === 'mutation'
        ? startDeadline(limits.mutationDeadlineMs)
        : startDeadline(limits.queryDeadlineMs, callerGone);
    log.debug({ requestId, kind, hash: documentHash }, 'operation');
    try {
      const { signal } = deadline;
      const clientText = sent?.text;
      const asker = { viewer, forwardedAuthorization, requestId, freshness, signal };
      const request = { ...work, ...asker, ...(clientText !== undefined && { clientText }) };
      if (!wantsPlan || !maySeePlan(viewer)) return await engine.execute(request);
      const explanation = createExplanation(elapsed);
      const result = await engine.execute({ ...request, explanation });
      return { ...result, extensions: { ...result.extensions, plan: explanation.told() } };
    } finally {
      deadline.release();
    }
  };
}
