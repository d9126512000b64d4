import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type Coerce, compileCoercion } from '../engine/coerce-variables.ts';
import { fragmentsOf } from '../request/documents/fragments-of.ts';
import type { AccessPlan } from './access-plan.ts';
import { compilePlan } from './compile-plan.ts';
import type { Holder } from './holder.ts';
import type { Owner } from './owners.ts';
import type { Rules } from './rules.ts';

/** What the plans of one supergraph are compiled with. */
export interface Access {
  readonly schema: GraphQLSchema;
  readonly rules: Rules;
  readonly owners: ReadonlyMap<string, Owner>;
}

/** One operation of a document, read once. */
export interface OperationPlans {
  readonly operation: OperationDefinitionNode;
  /** Its variables as GraphQL reads them. */
  readonly coerce: Coerce;
  /** The plan for a holder, these coerced variables, and root fields refused for their arguments; null: too large. */
  planFor(
    holder: Holder,
    variables: Readonly<Record<string, unknown>>,
    refusedArguments?: readonly string[],
  ): AccessPlan | null;
}

const MOST_PLANS = 64;

/**
 * Reads operations and remembers their plans, as long as their documents live: at most 64 for each operation, the
 * oldest out first. Plans differ by holder, by the values of the variables in `@skip` and `@include`, and by refused
 * root fields. Null: the document has no such operation.
 */
export function rememberPlans(
  access: Access,
): (document: DocumentNode, operationName: string | null) => OperationPlans | null {
  const known = new WeakMap<DocumentNode, Map<string | null, OperationPlans>>();
  return (document, operationName) => {
    const operations = known.get(document) ?? new Map<string | null, OperationPlans>();
    known.set(document, operations);
    const found = operations.get(operationName);
    if (found) return found;
    const operation = getOperationAST(document, operationName);
    if (!operation) return null;
    const plans = plansOf(access, operation, document);
    operations.set(operationName, plans);
    return plans;
  };
}

function plansOf(access: Access, operation: OperationDefinitionNode, document: DocumentNode): OperationPlans {
  const { fragments, conditions, prefix } = readDocument(document);
  const plans = new Map<string, AccessPlan | null>();
  return {
    operation,
    coerce: compileCoercion(access.schema, operation),
    planFor(holder, variables, refusedArguments = []) {
      const taken = conditions.map((name) => (variables[name] === true ? 1 : 0)).join('');
      const key = [holder, taken, ...refusedArguments].join(' ');
      const before = plans.get(key);
      if (before !== undefined) return before;
      const scope = { ...access, fragments, variables, holder, prefix };
      const plan = compilePlan(
        { ...scope, refusedArguments: new Set(refusedArguments) },
        operation,
        document,
      );
      const oldest = plans.size >= MOST_PLANS ? plans.keys().next().value : undefined;
      if (oldest !== undefined) plans.delete(oldest);
      plans.set(key, plan);
      return plan;
    },
  };
}

/** Its fragments, the variables that decide what is selected, and a beginning that no response key of it has. */
function readDocument(document: DocumentNode) {
  const fragments = fragmentsOf(document);
  const conditions = new Set<string>();
  const keys = new Set<string>();
  visit(document, {
    Field: ({ alias, name }) => void keys.add((alias ?? name).value),
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) conditions.add(value.name.value);
    },
  });
  let prefix = 'own_';
  for (let n = 1; [...keys].some((key) => key.startsWith(prefix)); n++) prefix = `own${n}_`;
  return { fragments, conditions: [...conditions].sort(), prefix };
}
