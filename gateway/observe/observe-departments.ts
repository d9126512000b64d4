import type { OpenSpan, Tracing } from '../../wire/tracing/tracing.ts';
import type { Department } from '../upstream/ask-department.ts';
import type { BatchEvents } from '../upstream/batch/batch-bounds.ts';
import { count, type Tally } from '../upstream/cache/tally.ts';
import type {
  AroundCall,
  DepartmentCall,
  DepartmentFailure,
  DepartmentResult,
} from '../upstream/department-client.ts';
import type { GuardEvents, Refusal } from '../upstream/resilience/department-guard.ts';
import type { DepartmentMetrics } from './department-metrics.ts';
import type { Log } from './log.ts';

/** What is seen of the departments; `department` is its name in the supergraph. */
export interface DepartmentObserver {
  /** To be put around each call that is sent. */
  readonly aroundCall: (department: string) => AroundCall;
  /** The department, with a span around each question to it, whether it is asked or remembered. */
  readonly traced: (name: string, department: Department) => Department;
  /** To be given to the department's guard. */
  readonly guardEvents: (department: string) => Required<GuardEvents>;
  /** To be given to the department's batching; which requests share a call is for the log, when debugging. */
  readonly batchEvents: (department: string, log: Pick<Log, 'debug'>) => Required<BatchEvents>;
  /** To be told when a guard did not let a call through. */
  readonly refused: (department: string, kind: 'query' | 'mutation', why: Refusal) => void;
}

/** Counts and, where somebody collects them, traces the calls to departments. */
export function createDepartmentObserver(
  metrics: DepartmentMetrics,
  tracing: Tracing | null,
): DepartmentObserver {
  return {
    guardEvents: metrics.guard,
    refused: metrics.refused,
    batchEvents: (department, log) => ({
      ...metrics.batches(department),
      onShared: ({ representations, requestIds }) =>
        log.debug({ department, representations, requestIds }, 'requests share a call'),
    }),
    traced: (name, department) =>
      tracing === null ? department : tracedDepartment(name, department, tracing),
    aroundCall: (department) => async (call, send) => {
      const { kind } = call;
      const batch = batchOf(call);
      metrics.began(department, batch, call.callers ?? 1);
      const span = tracing === null ? null : beginCall(department, call, batch, tracing);
      const began = performance.now();
      const result =
        span === null ? await send() : await span.inside(() => send(tracing?.headers() ?? undefined));
      const outcome = outcomeOf(result, call);
      metrics.ended({ department, kind, outcome, seconds: (performance.now() - began) / 1_000 });
      span?.end(outcome === 'answered' ? undefined : outcome);
      return result;
    },
  };
}

/** An answer that is JSON, but nothing that was asked for, is a bad response. */
function outcomeOf(result: DepartmentResult, { isJunk }: DepartmentCall): 'answered' | DepartmentFailure {
  if (result.kind === 'failed') return result.failure;
  return isJunk?.(result) ? 'bad-response' : 'answered';
}

function beginCall(
  department: string,
  { kind, callers = 1 }: DepartmentCall,
  batch: number | null,
  tracing: Tracing,
): OpenSpan {
  const notes = {
    department,
    'graphql.operation.type': kind,
    ...(batch !== null && { 'batch.size': batch, 'batch.callers': callers }),
  };
  return tracing.begin('client', `POST ${department}`, notes);
}

function tracedDepartment(name: string, department: Department, tracing: Tracing): Department {
  return {
    async ask(call, question) {
      const batch = question.representations?.length ?? null;
      const notes = { department: name, ...(batch !== null && { 'batch.size': batch }) };
      const span = tracing.begin('internal', `department ${name}`, notes);
      const own: Tally = {};
      const asked = await span.inside(() => department.ask({ ...call, tally: own }, question));
      for (const [subgraph, row] of Object.entries(own)) {
        span.note({
          'cache.hits': row.hits,
          'cache.misses': row.misses + row.fresh,
          'cache.stale': row.stale,
        });
        for (const what of ['hits', 'misses', 'fresh', 'stale'] as const)
          if (call.tally !== undefined) count(call.tally, subgraph, what, row[what]);
      }
      if (asked.failure !== null) span.note({ 'failure.detail': asked.failure.detail });
      span.end(asked.failure?.failure);
      return asked;
    },
  };
}

function batchOf({ variables }: DepartmentCall): number | null {
  const representations = variables?.representations;
  return Array.isArray(representations) ? representations.length : null;
}
