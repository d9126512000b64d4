import type { ExecutionResult, GraphQLError } from 'graphql';
import type { AuditAction, AuditTrail } from '../audit/audit-trail.ts';
import type { EngineRequest } from '../engine/engine.ts';
import { isSubject } from '../identity/roles.ts';
import type { Log } from '../observe/log.ts';
import type { AccessPlan } from './access-plan.ts';
import { createAuditReads } from './audit-reads.ts';
import { checkObject, type Findings, type Path } from './check-answer.ts';
import { shownErrors } from './engine-errors.ts';
import { holderOf } from './holder.ts';
import { refusal, refusalCode } from './refusal.ts';
import type { FieldOfOther } from './self-arguments.ts';

/** What is done with answers before anybody sees them. */
export interface Answering {
  /** What of the engine's answer may be shown. */
  answer(request: EngineRequest, plan: AccessPlan, result: ExecutionResult): Promise<ExecutionResult>;
  /** Tells the audit log what a person was refused before anything was asked. */
  noteRefused(request: EngineRequest, plan: AccessPlan, ofOthers: readonly FieldOfOther[]): void;
}

type Data = Record<string, unknown> | null;

/** What looking into one answer found. */
interface Looked {
  readonly data: Data;
  readonly errors: GraphQLError[];
  /** Students whom it names, by root field. */
  readonly named: Map<string, Set<string>>;
  /** Numbers of students who are not the viewer. */
  readonly others: Set<string>;
  /** Objects that were another's, or nobody's. */
  readonly takenAway: number;
}

/** Checks answers by their plans, and tells audit log and log what they must know. */
export function createAnswering(audit: AuditTrail, log: Log): Answering {
  const tellReads = createAuditReads(audit);
  return {
    async answer(request, plan, result) {
      const { data } = result;
      if (!plan.looksInside || data === null || data === undefined) return withoutOwnPaths(result, plan);
      const looked = look(request, plan, data, true);
      if (looked.takenAway > 0) {
        const { requestId, documentHash } = request;
        log.error(
          { requestId, hash: documentHash, objects: looked.takenAway },
          "another student's in an answer",
        );
        const [number = null] = looked.others;
        note(request, 'read-refused', number, { found: looked.takenAway });
      }
      const mayShow = looked.named.size === 0 || (await tellReads(request, looked.named));
      return settle(plan, result, mayShow ? looked : look(request, plan, data, false));
    },
    noteRefused(request, plan, ofOthers) {
      const [field] = plan.refused;
      if (field === undefined) return;
      const changes = request.kind === 'mutation' && plan.refusedRoots.length > 0;
      const action = changes ? 'change-refused' : 'read-refused';
      const number = ofOthers.find(({ studentId }) => isSubject(studentId))?.studentId ?? null;
      note(request, action, number, { field, fields: plan.refused.length });
    },
  };

  function note(
    request: EngineRequest,
    action: AuditAction,
    studentId: string | null,
    detail: Record<string, string | number>,
  ): void {
    const { viewer, requestId } = request;
    if (viewer.kind === 'anonymous') return;
    const { sub: actor, role } = viewer;
    audit.note({ actor, role, action, studentId, detail: { ...detail, requestId } });
  }
}

/** @param told whether the students whom it names may be shown */
function look({ viewer, kind }: EngineRequest, plan: AccessPlan, data: object, told: boolean): Looked {
  const sub = viewer.kind === 'person' ? viewer.sub : null;
  const code = refusalCode(holderOf(viewer), kind);
  const errors: GraphQLError[] = [];
  const named = new Map<string, Set<string>>();
  const others = new Set<string>();
  let takenAway = 0;
  const findings: Findings = {
    refused: (path) => void errors.push(refusal(code, path)),
    owned({ purpose }, number, path) {
      if (purpose === 'compare') {
        if (number !== null && number === sub) return true;
        takenAway++;
        if (number !== null) others.add(number);
        errors.push(refusal('NOT_FOUND', path));
        return false;
      }
      if (number !== null && told) {
        remember(named, rootOf(plan, path), number);
        return true;
      }
      errors.push(refusal('DEPARTMENT_UNAVAILABLE', path));
      return false;
    },
  };
  const shown = checkObject(plan.root, data, [], findings);
  return { data: shown, errors, named, others, takenAway };
}

function rootOf({ rootFields }: AccessPlan, [key]: Path): string {
  return rootFields.get(String(key)) ?? String(key);
}

function remember(named: Map<string, Set<string>>, field: string, number: string): void {
  const numbers = named.get(field) ?? new Set();
  named.set(field, numbers.add(number));
}

function settle({ prefix }: AccessPlan, result: ExecutionResult, looked: Looked): ExecutionResult {
  const { data: shown, others: unspoken } = looked;
  const engines = shownErrors(result.errors ?? [], { answered: result.data, shown, prefix, unspoken });
  const errors = [...engines, ...looked.errors];
  const { errors: _errors, ...rest } = result;
  return { ...rest, data: shown, ...(errors.length > 0 && { errors }) };
}

function withoutOwnPaths(result: ExecutionResult, { prefix }: AccessPlan): ExecutionResult {
  const { errors, data } = result;
  if (errors === undefined) return result;
  const nothing = new Set<string>();
  return {
    ...result,
    errors: shownErrors(errors, { answered: data, shown: data, prefix, unspoken: nothing }),
  };
}
