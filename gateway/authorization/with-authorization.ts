import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { defaultValues } from '../engine/default-values.ts';
import type { Engine, EngineRequest, LoadedSupergraph } from '../engine/engine.ts';
import { plainRoles } from '../identity/roles.ts';
import type { Log } from '../observe/log.ts';
import { badInput } from '../request/bad-input.ts';
import { subgraphsOf } from '../supergraph/departments.ts';
import type { AccessPlan } from './access-plan.ts';
import { type Answering, createAnswering } from './answering.ts';
import { type Holder, holderOf } from './holder.ts';
import { ownersOf } from './owners.ts';
import { refusal, refusalCode } from './refusal.ts';
import { type OperationPlans, rememberPlans } from './remembered-plans.ts';
import { readRules } from './rules.ts';
import { type FieldOfOther, fieldsOfOthers } from './self-arguments.ts';

/** What the rules are enforced with. */
export interface AuthorizationParts {
  /** What the gateway adds to the composed schema: `schema/gateway.graphql`. */
  readonly ownSdl: string;
  readonly audit: AuditTrail;
  readonly log: Log;
}

type Operations = ReturnType<typeof rememberPlans>;

/**
 * The engine behind the rules of its supergraph: what a viewer may not read is not asked for, and of what is answered a
 * student gets nothing that is another's. Every way to data goes through it, whatever the engine.
 *
 * Nobody in particular who asks for anything but public fields is answered UNAUTHENTICATED, without data. Elsewhere
 * what is refused is null with an error: NOT_FOUND for a student's query, FORBIDDEN otherwise. Students whom staff or
 * the registrar read are told to the audit log first; where that fails they are not shown (DEPARTMENT_UNAVAILABLE).
 */
export function withAuthorization(engine: Engine, parts: AuthorizationParts): Engine {
  const bySchema = new WeakMap<GraphQLSchema, Operations>();
  const answering = createAnswering(parts.audit, parts.log);
  const learn = ({ apiSchema, supergraphSdl }: LoadedSupergraph): Operations => {
    const known = bySchema.get(apiSchema);
    if (known) return known;
    const rules = readRules(supergraphSdl, parts.ownSdl);
    const operations = rememberPlans({ schema: apiSchema, rules, owners: ownersOf(apiSchema) });
    bySchema.set(apiSchema, operations);
    return operations;
  };
  engine.onReload(learn);
  return {
    reload: (supergraphSdl) => engine.reload(supergraphSdl),
    current: () => engine.current(),
    onReload: (listener) => engine.onReload(listener),
    // What a document comes to depends on the role that asks.
    beforeServing: (prepare) =>
      engine.beforeServing((loaded, planAhead) => {
        const operations = learn(loaded);
        return prepare(loaded, async (document, name) => {
          const plans = operations(document, name);
          if (plans === null) return;
          const known = new Set<string | null>();
          for (const holder of holdersIn(loaded.supergraphSdl)) {
            const plan = plans.planFor(holder, defaultValues(plans.operation));
            if (!plan?.document || known.has(plan.documentHash)) continue;
            known.add(plan.documentHash);
            await planAhead(plan.document, name);
          }
        });
      }),
    close: () => engine.close(),
    async execute(request) {
      const current = engine.current();
      if (current !== null) learn(current);
      const operations = bySchema.get(request.apiSchema);
      if (operations === undefined)
        throw new Error('The document was validated against a schema whose rules are not known.');
      const plans = operations(request.document, request.operationName);
      if (plans === null) return { errors: [refusal('OPERATION_RESOLUTION_FAILURE')] };
      return executePlanned(engine, request, plans, answering);
    },
  };
}

/** Everybody who may ask. */
function holdersIn(supergraphSdl: string): readonly Holder[] {
  const staff = subgraphsOf(supergraphSdl).map(({ name }) => `staff:${name}` as const);
  return ['anonymous', ...plainRoles, ...staff];
}

async function executePlanned(
  engine: Engine,
  request: EngineRequest,
  plans: OperationPlans,
  answering: Answering,
): Promise<ExecutionResult> {
  // The engine would say the same errors, but only of what it is asked.
  const coerced = plans.coerce(request.variables);
  if (coerced.kind === 'wrong') return { errors: badInput(coerced.errors) };
  const { plan, ofOthers } = choosePlan(request, plans, coerced.variables);
  if (plan === null) return { errors: [refusal('QUERY_TOO_COMPLEX')] };
  answering.noteRefused(request, plan, ofOthers);
  if (request.viewer.kind === 'anonymous' && plan.refusedRoots.length > 0)
    return { errors: [refusal(refusalCode('anonymous', request.kind))] };
  if (plan.document === null) return answering.answer(request, plan, { data: leftOver(plan) });
  const result = await engine.execute({
    ...request,
    document: plan.document,
    documentHash: plan.documentHash ?? request.documentHash,
    variables: only(request.variables, plan.variables),
  });
  return answering.answer(request, plan, result);
}

function choosePlan(
  { viewer }: EngineRequest,
  plans: OperationPlans,
  variables: Record<string, unknown>,
): { plan: AccessPlan | null; ofOthers: readonly FieldOfOther[] } {
  const plan = plans.planFor(holderOf(viewer), variables);
  if (plan === null || viewer.kind === 'anonymous' || plan.selfFields.length === 0)
    return { plan, ofOthers: [] };
  const ofOthers = fieldsOfOthers(plan.selfFields, variables, viewer.sub);
  if (ofOthers.length === 0) return { plan, ofOthers };
  const refused = ofOthers.map(({ key }) => key);
  return { plan: plans.planFor(viewer.role, variables, refused), ofOthers };
}

/** Of an operation of which nothing is asked: its type, under whatever names. */
function leftOver({ root, rootType }: AccessPlan): Record<string, unknown> {
  const shown = root.fields.filter(({ kind }) => kind === 'shown');
  return Object.fromEntries(shown.map(({ key }) => [key, rootType]));
}

function only(variables: Record<string, unknown>, names: ReadonlySet<string> | null) {
  return names === null
    ? variables
    : Object.fromEntries(Object.entries(variables).filter(([name]) => names.has(name)));
}
