import type { DocumentNode } from 'graphql';
import type { Viewer } from '../../request/viewer.ts';
import type { DepartmentCall, DepartmentResult } from '../department-client.ts';
import type { Settled } from '../settle-answer.ts';
import type { Tally } from './tally.ts';

/** How a call failed; null: it was answered. */
export type Failure = Extract<DepartmentResult, { kind: 'failed' }> | null;

/** A planned fetch, and what decides whether it may be answered from memory. */
export interface AskCall extends DepartmentCall {
  /** Of `query`; the same object whenever the same text is asked, so that it is looked into once. */
  readonly document: DocumentNode;
  /** What the client's operation is: fetches that follow a mutation are never answered from memory. */
  readonly operation: 'query' | 'mutation';
  readonly viewer: Viewer;
  /** `fresh`: nothing from memory; what is read replaces what is remembered. */
  readonly freshness: 'cached' | 'fresh';
  /** Where the request's hits and misses are counted. */
  readonly tally?: Tally;
}

/** What a fetch contributes; `failure`, for the log: how a call that it needed failed. */
export interface Asked extends Settled {
  readonly failure: Failure;
  /** Whether nobody else is given the same objects, so that whoever asked may change them. */
  readonly isOwn?: boolean;
}

/** Of a planned fetch, what a department is sent. */
export function sentOf({
  kind,
  query,
  operationName,
  variables,
  person,
  forwardedAuthorization,
  requestId,
  signal,
  onSent,
}: AskCall): DepartmentCall {
  const call = { kind, query, operationName, variables, person, forwardedAuthorization, requestId, signal };
  return onSent === undefined ? call : { ...call, onSent };
}
