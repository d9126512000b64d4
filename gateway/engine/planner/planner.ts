import type { ChildProcess } from 'node:child_process';
import type { DocumentNode } from 'graphql';
import type { Log } from '../../observe/log.ts';
import { readGraphFacts } from './check/graph-facts.ts';
import type { QueryPlan } from './plan.ts';
import { planOperation } from './plan-operation.ts';
import { startPlanningChild } from './planning-child.ts';
import { readPossibleTypes } from './possible-types.ts';
import type { RawPlanner } from './raw-planner.ts';

/** Plans operations over one supergraph. */
export interface Planner {
  readonly name: RawPlanner['name'];
  /**
   * How an operation is fetched. Expects a valid document of one operation as plannedDocument makes it: without named
   * fragments, `@skip` and `@include`, and without what the executor answers itself (`__typename`, `__schema`, `__type` of the
   * root). Planners disagree about all of these; where conditions are left open they forget objects of which everything is
   * conditional, and mix what a rule requires with what is skipped.
   * Rejects with NotPlanned, whose message says why, where no planner can plan it, and with NobodyPlans where none can be
   * asked for now.
   */
  plan(document: DocumentNode): Promise<QueryPlan>;
  /** Ends the process that plans. */
  close(): Promise<void>;
}

/**
 * The Hive router's planner, or Apollo's where that is preferred or the addon does not load (there is none for Windows and
 * Alpine): then a line in the log says so. It plans in a process of its own, since an operation at which the addon panics
 * ends its process; that operation is then planned by Apollo's planner, as is one that the addon refuses. Rejects where the
 * SDL is no supergraph.
 *
 * @param process started before (see spawnPlanner); left out: a new one
 */
export async function createPlanner(
  supergraphSdl: string,
  log: Log,
  prefer: Planner['name'] = 'hive',
  process?: ChildProcess,
): Promise<Planner> {
  const child = await startPlanningChild({ supergraphSdl, prefer, log, ...(process && { child: process }) });
  const possibleTypes = readPossibleTypes(supergraphSdl);
  const facts = readGraphFacts(supergraphSdl);
  const onWrongPlan = (planner: Planner['name'], sentence: string) =>
    log.warn({ planner, sentence }, 'a plan would answer wrong and is not used');
  const parts = { possibleTypes, facts, rawPlan: child.plan, onWrongPlan };
  return {
    name: child.name,
    plan: (document) => planOperation(document, parts),
    close: child.close,
  };
}
