import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { type PlannedVariant, planVariant } from '../../../../gateway/engine/compiled/plan-variant.ts';
import { type Operation, operationOf } from '../../../../gateway/engine/compiled/specialise.ts';
import { defaultValues } from '../../../../gateway/engine/default-values.ts';
import type { Planner } from '../../../../gateway/engine/planner/planner.ts';
import { fieldsWithArguments, renameAliases } from '../../../../gateway/engine/private-aliases.ts';

/** A document in private names, and its one operation. */
export interface PrivateOperation {
  readonly document: DocumentNode;
  readonly operation: Operation;
}

/** Reads a document as the compiled engine does. */
export function privateOperation(text: string, supergraphSdl: string): PrivateOperation {
  const { document } = renameAliases(parse(text), fieldsWithArguments(supergraphSdl));
  const operation = operationOf(document, null);
  if (operation === null) throw new Error('There is not exactly one operation in the document.');
  return { document, operation };
}

/** Plans it as the compiled engine does where no lookups are declared; `values` of variables go before their defaults. */
export function planAsEngine(
  planner: Planner,
  apiSchema: GraphQLSchema,
  { operation }: PrivateOperation,
  values: Readonly<Record<string, unknown>> = {},
): Promise<PlannedVariant> {
  const planning = { apiSchema, lookups: new Map(), plan: planner.plan };
  return planVariant(planning, operation, { ...defaultValues(operation.definition), ...values });
}
