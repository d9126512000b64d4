import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { BatchEvents } from '../upstream/batch/batch-bounds.ts';
import type { DepartmentFailure } from '../upstream/department-client.ts';
import type { GuardEvents, Refusal } from '../upstream/resilience/department-guard.ts';
import { batchBuckets, durationBuckets } from './durations.ts';

/** One call that was made. */
export interface DepartmentCallSeen {
  readonly department: string;
  readonly kind: 'query' | 'mutation';
  readonly outcome: 'answered' | DepartmentFailure;
  readonly seconds: number;
}

/** What is counted of the departments. */
export interface DepartmentMetrics {
  /**
   * A call begins.
   *
   * @param batch representations that it asks for; null: it asks for none
   * @param callers fetches that share it
   */
  readonly began: (department: string, batch: number | null, callers: number) => void;
  readonly ended: (call: DepartmentCallSeen) => void;
  /** A department was not asked. */
  readonly refused: (department: string, kind: 'query' | 'mutation', why: Refusal) => void;
  /** What to give to the department's guard. */
  readonly guard: (department: string) => Required<GuardEvents>;
  /** What to give to the department's batching. */
  readonly batches: (department: string) => Required<Pick<BatchEvents, 'onSplit'>>;
}

const STATES = { closed: 0, 'half-open': 1, open: 2 } as const;

/** Metrics of the calls to departments. */
export function createDepartmentMetrics(registry: Registry): DepartmentMetrics {
  const registers = [registry];
  const inFlight = new Map<string, number>();
  const calls = new Counter({
    name: 'gateway_department_calls_total',
    help: 'Calls to departments by outcome; "left alone", "too many waiting" and "waited too long" were not made.',
    labelNames: ['department', 'kind', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'gateway_department_call_duration_seconds',
    help: 'Duration of calls to departments, from sending to the last byte.',
    labelNames: ['department', 'kind'],
    buckets: durationBuckets,
    registers,
  });
  const seeBatch = createBatchSizes(registry);
  new Gauge({
    name: 'gateway_department_in_flight',
    help: 'Calls to departments under way.',
    labelNames: ['department'],
    registers,
    collect() {
      for (const [department, count] of inFlight) this.set({ department }, count);
    },
  });
  const move = (department: string, by: number) =>
    inFlight.set(department, (inFlight.get(department) ?? 0) + by);
  return {
    began: (department, batch, callers) => {
      move(department, 1);
      if (batch !== null) seeBatch(department, batch, callers);
    },
    ended: ({ department, kind, outcome, seconds }) => {
      move(department, -1);
      calls.inc({ department, kind, outcome });
      durations.observe({ department, kind }, seconds);
    },
    refused: (department, kind, why) => calls.inc({ department, kind, outcome: why }),
    guard: createGuardMetrics(registry),
    batches: createSplitCount(registry),
  };
}

function createBatchSizes(registry: Registry) {
  const ofBatches = { labelNames: ['department'], buckets: batchBuckets, registers: [registry] };
  const sizes = new Histogram({
    name: 'gateway_department_batch_size',
    help: 'Representations in one call to a department.',
    ...ofBatches,
  });
  const sharers = new Histogram({
    name: 'gateway_department_batch_callers',
    help: 'Fetches of client requests that share one call to a department.',
    ...ofBatches,
  });
  return (department: string, batch: number, callers: number) => {
    sizes.observe({ department }, batch);
    sharers.observe({ department }, callers);
  };
}

function createSplitCount(registry: Registry): DepartmentMetrics['batches'] {
  const splits = new Counter({
    name: 'gateway_department_batch_splits_total',
    help: 'Calls shared by several fetches that failed and were sent again in halves.',
    labelNames: ['department'],
    registers: [registry],
  });
  return (department) => {
    splits.inc({ department }, 0);
    return { onSplit: () => splits.inc({ department }) };
  };
}

function createGuardMetrics(registry: Registry): DepartmentMetrics['guard'] {
  const breaker = new Gauge({
    name: 'gateway_breaker_state',
    help: 'Breaker of a department: 0 closed, 1 half-open, 2 open (the department is left alone).',
    labelNames: ['department'],
    registers: [registry],
  });
  const retries = new Counter({
    name: 'gateway_department_retries_total',
    help: 'Second attempts of reads.',
    labelNames: ['department'],
    registers: [registry],
  });
  return (department) => {
    breaker.set({ department }, STATES.closed);
    retries.inc({ department }, 0);
    return {
      onState: (state) => breaker.set({ department }, STATES[state]),
      onRetry: () => retries.inc({ department }),
    };
  };
}
