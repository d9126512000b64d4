import { Counter, Histogram, type Registry } from 'prom-client';
import type { CountedOperation } from '../request/operation-counts.ts';
import { durationBuckets } from './durations.ts';

/** `ok`: no error; `partial`: data and errors; `refused`: errors and nothing else. */
export type OperationOutcome = 'ok' | 'partial' | 'refused';

/** What is counted of requests and operations. */
export interface RequestMetrics {
  /** @param route as it was registered, not as it was asked for */
  readonly answered: (route: string, status: number, seconds: number) => void;
  readonly operation: (operation: CountedOperation, outcome: OperationOutcome) => void;
}

/** Metrics of HTTP requests, and of the operations in them. */
export function createRequestMetrics(registry: Registry): RequestMetrics {
  const registers = [registry];
  const durations = new Histogram({
    name: 'gateway_http_request_duration_seconds',
    help: 'Duration of HTTP requests, until the answer was written, by route and class of status.',
    labelNames: ['route', 'status'],
    buckets: durationBuckets,
    registers,
  });
  const operations = new Counter({
    name: 'gateway_operations_total',
    help: 'Operations by client, its version, name of the trusted document ("free" for others), and outcome.',
    labelNames: ['client', 'version', 'operation', 'outcome'],
    registers,
  });
  const documents = new Counter({
    name: 'gateway_documents_total',
    help: 'Operations that passed every check, by document: trusted or free.',
    labelNames: ['document'],
    registers,
  });
  return {
    answered: (route, status, seconds) =>
      durations.observe({ route, status: `${Math.floor(status / 100)}xx` }, seconds),
    operation: ({ client, version, documentId, operationName }, outcome) => {
      const operation = documentId === null ? 'free' : (operationName ?? 'unnamed');
      operations.inc({ client, version, operation, outcome });
      documents.inc({ document: documentId === null ? 'free' : 'trusted' });
    },
  };
}
