import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { REPRESENTATIONS } from '../planner/fetch-node.ts';
import type { EntityFetch, FetchNode, PlanNode, RequiresSelection } from '../planner/plan.ts';
import type { Lookup, Lookups } from './lookups.ts';

/** A plan whose first step, a lookup by key, need not be waited for. */
export interface ElidedPlan {
  readonly lookup: Lookup;
  /** Response key of the lookup. */
  readonly key: string;
  /** The argument that names the entity; null: left out. */
  readonly argument: ValueNode | null;
  /** The lookup as a fetch of the entity from its owner. */
  readonly owner: FetchNode & { readonly entities: EntityFetch };
  /** What needs nothing but the key, beside the owner's. */
  readonly beside: readonly PlanNode[];
  /** What comes after. */
  readonly after: readonly PlanNode[];
}

/** Finds in a plan that its first step is nothing but a lookup that its owner can be asked for instead; null: it is not. */
export function elidePlan(plan: PlanNode, lookups: Lookups): ElidedPlan | null {
  const [first, second, ...rest] = plan.kind === 'sequence' ? plan.nodes : [plan];
  if (first?.kind !== 'fetch' || first.entities !== null || first.at !== undefined) return null;
  // Their paths begin at the root. Where fields of different types share a name, the lookup is waited for.
  if (first.outputRewrites.length > 0) return null;
  const operation = operationIn(first.document);
  const [field, ...others] = operation?.selectionSet.selections ?? [];
  if (operation?.operation !== 'query' || field?.kind !== Kind.FIELD || others.length > 0) return null;
  const lookup = lookups.get(field.name.value);
  if (lookup === undefined || field.selectionSet === undefined || (field.directives ?? []).length > 0)
    return null;
  const given = field.arguments ?? [];
  const argument = given.find(({ name }) => name.value === lookup.argument)?.value ?? null;
  if (given.length !== (argument === null ? 0 : 1)) return null;
  const key = (field.alias ?? field.name).value;
  const next = second === undefined ? [] : second.kind === 'parallel' ? second.nodes : [second];
  const isBeside = (node: PlanNode) => needsKeyOnly(node, key, lookup);
  const beside = next.filter(isBeside);
  const waiting = next.filter((node) => !isBeside(node));
  const between: PlanNode[] = waiting.length === 0 ? [] : [{ kind: 'parallel', nodes: waiting }];
  const owner = ownerFetch(first, operation, field, lookup);
  return owner && { lookup, key, argument, owner, beside, after: [...between, ...rest] };
}

function operationIn(document: DocumentNode): OperationDefinitionNode | undefined {
  const [operation] = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  return operation;
}

function needsKeyOnly(node: PlanNode, key: string, { type, key: keyField }: Lookup): boolean {
  if (node.kind !== 'fetch' || node.entities === null) return false;
  const { path, requires } = node.entities;
  const [step, ...deeper] = path;
  if (step?.kind !== 'field' || step.key !== key || deeper.length > 0) return false;
  const isKey = (one: RequiresSelection) =>
    one.kind === 'field' && one.selections === null && (one.name === '__typename' || one.name === keyField);
  return requires.every((one) => one.kind === 'on' && one.type === type && one.selections.every(isKey));
}

const DECLARED = parse(`query ($${REPRESENTATIONS}: [_Any!]!) { __typename }`, { noLocation: true });

/**
 * The same selection, asked of the entity. The key is asked back: who does not know the entity cannot answer it. Null: the
 * client has a variable of a name that is needed.
 */
function ownerFetch(
  first: FetchNode,
  operation: OperationDefinitionNode,
  field: FieldNode,
  { type, key }: Lookup,
): ElidedPlan['owner'] | null {
  const asked: SelectionNode = {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...(field.selectionSet?.selections ?? []), named(key)],
    },
  };
  const entities: FieldNode = {
    ...named('_entities'),
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'representations' },
        value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: REPRESENTATIONS } },
      },
    ],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [asked] },
  };
  const fragments = first.document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  // The lookup's own variable is left only where the selection reads it, too.
  const used = variablesOf([asked, ...fragments]);
  if (used.has(REPRESENTATIONS)) return null;
  const definitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
  const asking: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [...representationsDefinition(), ...(definitions ?? [])],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [entities] },
  };
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [asking, ...fragments] };
  const fields: RequiresSelection[] = ['__typename', key].map((name) => ({
    kind: 'field',
    name,
    key: name,
    selections: null,
  }));
  return {
    ...first,
    document,
    query: print(document),
    variables: first.variables.filter((name) => used.has(name)),
    entities: {
      path: [{ kind: 'field', key: (field.alias ?? field.name).value }],
      requires: [{ kind: 'on', type, selections: fields }],
      inputRewrites: [],
    },
  };
}

function representationsDefinition(): readonly VariableDefinitionNode[] {
  return operationIn(DECLARED)?.variableDefinitions ?? [];
}

function variablesOf(nodes: readonly ASTNode[]): Set<string> {
  const names = new Set<string>();
  for (const node of nodes) visit(node, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}

function named(name: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
}
