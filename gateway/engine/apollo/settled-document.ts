import { type ArgumentNode, type DocumentNode, Kind, visit } from 'graphql';
import type { EngineRequest } from '../engine.ts';

/** Values of variables that `@skip` and `@include` ask about. */
type Conditions = { readonly [variable: string]: boolean };

type Settled = Pick<EngineRequest, 'document' | 'documentHash'>;

/**
 * Puts the values of a request into the `@skip` and `@include` of its document, each choice of values a document of its own
 * with a hash of its own. Where Apollo's planner is left to decide for all values at once, an object of which everything
 * is conditional goes missing.
 */
export function createSettled(): (document: DocumentNode, request: EngineRequest) => Settled {
  const known = new WeakMap<DocumentNode, Map<string, Settled>>();
  return (document, { documentHash, variables }) => {
    const byChoice = known.get(document) ?? new Map<string, Settled>();
    known.set(document, byChoice);
    const conditions = choose(document, variables);
    const choice = Object.values(conditions).join();
    const found = byChoice.get(choice);
    if (found !== undefined) return found;
    const settled = {
      document: settleConditions(document, conditions),
      documentHash: choice === '' ? documentHash : `${documentHash} ${choice}`,
    };
    byChoice.set(choice, settled);
    return settled;
  };
}

function choose(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Conditions {
  return Object.fromEntries(
    conditionVariables(document).map((name) => [
      name,
      (variables[name] ?? defaultOf(name, document)) === true,
    ]),
  );
}

function defaultOf(name: string, { definitions }: DocumentNode): unknown {
  for (const one of definitions) {
    if (one.kind !== Kind.OPERATION_DEFINITION) continue;
    const found = one.variableDefinitions?.find(({ variable }) => variable.name.value === name)?.defaultValue;
    if (found?.kind === Kind.BOOLEAN) return found.value;
  }
  return undefined;
}

/** The variables that `@skip` and `@include` of a document ask about, in the order of their first use. */
function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** The document with the values in the place of the variables in `@skip` and `@include`. */
function settleConditions(document: DocumentNode, conditions: Conditions): DocumentNode {
  if (Object.keys(conditions).length === 0) return document;
  return visit(document, {
    Directive(directive) {
      if (directive.name.value !== 'skip' && directive.name.value !== 'include') return undefined;
      const settled = directive.arguments?.map((argument): ArgumentNode => {
        const { value } = argument;
        const known = value.kind === Kind.VARIABLE ? conditions[value.name.value] : undefined;
        return known === undefined ? argument : { ...argument, value: { kind: Kind.BOOLEAN, value: known } };
      });
      return { ...directive, ...(settled !== undefined && { arguments: settled }) };
    },
  });
}
