import { Kind } from 'graphql';
import { isRecord } from '../../upstream/check-answer.ts';
import type { Problem } from '../../upstream/settle-answer.ts';
import type { FetchedData, PlannedFetch } from '../planned-fetch.ts';
import { answerKeys } from './answer-keys.ts';
import type { ElidedPlan } from './elided-plan.ts';
import { copyJson, mergeAnswer } from './merge.ts';
import { compileVariables, type FetchParts } from './root-fetch.ts';
import { inParallel, inSequence, type Run, type Step } from './run.ts';

/** What an elided plan is compiled of. */
export interface ElidedParts {
  readonly plan: ElidedPlan;
  readonly owner: FetchParts;
  readonly beside: readonly Step[];
  readonly after: readonly Step[];
  /** The plan as it was made. */
  readonly whole: Step;
}

/**
 * Compiles a plan that begins with a lookup by key: the entity stands in the answer from the beginning, its owner is asked
 * at the same time as the departments, and its null makes the whole entity null. Where the owner knows no such entity,
 * the lookup itself is asked after all, because it says why.
 */
export function compileElided({ plan, owner, beside, after, whole }: ElidedParts): Step {
  const { key, lookup } = plan;
  const askOwner = compileOwner(plan, owner);
  const askBeside = inParallel(beside);
  const goOn = inSequence(after);
  return (run) => {
    const id = keyValue(plan, run);
    if (id === null) return whole(run);
    const entity: Entity = { __typename: lookup.type, [lookup.key]: id };
    run.root[key] = entity;
    const answered = askOwner(run, entity);
    const waiting = askBeside(run);
    return waiting === undefined && !(answered instanceof Promise)
      ? settle(answered, run)
      : Promise.all([answered, waiting]).then(([later]) => settle(later, run));
  };

  function settle(answered: OwnerAnswer, run: Run): ReturnType<Step> {
    if (answered === 'known') return goOn(run);
    // What departments said of an entity that there is not, or that nobody vouches for, is about nothing.
    run.errors.length = 0;
    delete run.root[key];
    if (answered === 'not-known') return whole(run);
    run.root[key] = null;
    run.errors.push(owner.fetcher.errorOf({ ...answered, path: [key] }, { document: owner.node.document }));
    return undefined;
  }
}

type Entity = Record<string, unknown>;
type OwnerAnswer = 'known' | 'not-known' | Problem;

function compileOwner(
  { lookup, key }: ElidedPlan,
  { node, fetcher, schema, copies }: FetchParts,
): (run: Run, entity: Entity) => OwnerAnswer | Promise<OwnerAnswer> {
  const { document, query, operationName } = node;
  const keys = answerKeys(node);
  const variablesOf = compileVariables(node);
  return (run, entity) => {
    const representations = [{ __typename: lookup.type, [lookup.key]: entity[lookup.key] }];
    const planned = {
      document,
      query,
      operationName,
      variables: variablesOf(run.variables),
      representations,
    };
    const fetched = fetcher.fetch(planned, run.context);
    if (fetched instanceof Promise) return fetched.then((later) => take(later, planned, run, entity));
    return take(fetched, planned, run, entity);
  };

  function take(
    { data, problems }: FetchedData,
    planned: PlannedFetch,
    run: Run,
    entity: Entity,
  ): OwnerAnswer {
    const [answer] = Array.isArray(data._entities) ? (data._entities as unknown[]) : [];
    // What stands for an entity that nobody described has no key (see emptyEntity).
    if (!isRecord(answer) || answer[lookup.key] === undefined) {
      const failed = problems.find(({ cause }) => cause.kind === 'failure');
      return failed ?? 'not-known';
    }
    mergeAnswer(entity, copies ? (copyJson(answer) as typeof answer) : answer, keys, schema);
    for (const problem of problems) {
      const [, , ...rest] = problem.path ?? [];
      const error = fetcher.errorOf(problem, planned);
      const { path: _, ...placeless } = error;
      run.errors.push(rest.length === 0 ? placeless : { ...error, path: [key, ...rest] });
    }
    return 'known';
  }
}

/** Null: it is not known before the lookup. */
function keyValue({ argument, lookup }: ElidedPlan, { variables, context }: Run): string | null {
  const { viewer } = context;
  const own = lookup.isViewers && viewer.kind === 'person' && viewer.role === 'student' ? viewer.sub : null;
  if (argument === null || argument.kind === Kind.NULL) return own;
  if (argument.kind === Kind.STRING) return argument.value;
  if (argument.kind !== Kind.VARIABLE) return null;
  const value = variables[argument.name.value] ?? null;
  return value === null ? own : typeof value === 'string' ? value : null;
}
