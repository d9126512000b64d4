import type { ChildProcess } from 'node:child_process';
import { buildASTSchema, type DocumentNode, GraphQLError } from 'graphql';
import { badInput } from '../../request/bad-input.ts';
import { sentenceFor } from '../../request/errors.ts';
import { apiSchemaOf } from '../../supergraph/api-schema.ts';
import { subgraphsOf } from '../../supergraph/departments.ts';
import { parseSupergraph } from '../../supergraph/parsed-supergraph.ts';
import { createShapeReader } from '../../upstream/answer-shape.ts';
import { startReading, tellReading } from '../../upstream/cache/reading.ts';
import { defaultValues } from '../default-values.ts';
import type { EngineRequest } from '../engine.ts';
import { createInFlightCount, type Generation } from '../generations.ts';
import { createDepartments, type GenerationParts } from '../open-departments.ts';
import type { FetchContext, SubgraphFetcher } from '../planned-fetch.ts';
import type { QueryPlan } from '../planner/plan.ts';
import { createPlanCache } from '../planner/plan-cache.ts';
import { createPlanner, type Planner } from '../planner/planner.ts';
import { fieldsWithArguments } from '../private-aliases.ts';
import { type CompiledOperation, compileOperation, refused } from './compile-operation.ts';
import type { CompilerParts } from './compile-variant.ts';
import { executeOperation } from './execute-operation.ts';
import { lookupsOf } from './lookups.ts';

/** Takes a supergraph into use, with a process that plans if one was started before. Rejects where the SDL is no valid supergraph. */
export async function openCompiledGeneration(
  supergraphSdl: string,
  parts: GenerationParts,
  planningProcess?: ChildProcess,
): Promise<Generation> {
  // The process that plans starts while this one reads.
  const starting = createPlanner(supergraphSdl, parts.log, 'hive', planningProcess);
  try {
    return await openWith(starting, supergraphSdl, parts);
  } catch (error) {
    void starting.then(
      ({ close }) => close(),
      () => {},
    );
    throw error;
  }
}

async function openWith(
  starting: Promise<Planner>,
  supergraphSdl: string,
  parts: GenerationParts,
): Promise<Generation> {
  const supergraph = parseSupergraph(supergraphSdl);
  const schema = buildASTSchema(supergraph, { assumeValid: true, assumeValidSDL: true });
  const apiSchema = apiSchemaOf(supergraph);
  const planner = await starting;
  const departments = createDepartments(supergraphSdl, createShapeReader(schema), parts);
  const fetchers = new Map<string, SubgraphFetcher>();
  for (const { name, url } of subgraphsOf(supergraphSdl)) fetchers.set(name, departments.open(name, url));
  if (fetchers.size === 0) throw new Error('The supergraph names no subgraph (enum join__Graph).');
  const fetcherOf = (subgraph: string) => {
    const found = fetchers.get(subgraph);
    if (found === undefined) throw new Error(`A plan asks ${subgraph}, which the supergraph does not name.`);
    return found;
  };
  const operations = rememberOperations({
    apiSchema,
    withArguments: fieldsWithArguments(supergraphSdl),
    planner,
    plans: createPlanCache<QueryPlan>(),
    lookups: lookupsOf(schema),
    plan: { schema, fetcherOf },
  });
  const inFlight = createInFlightCount();
  const { cache = null } = parts;

  return {
    apiSchema,
    supergraphSdl,
    async execute(request) {
      const operation = operations(request.document, request.operationName);
      if (operation === null) return refused([new GraphQLError(sentenceFor('OPERATION_RESOLUTION_FAILURE'))]);
      const coerced = operation.coerce(request.variables);
      if (coerced.kind === 'wrong') return refused(badInput(coerced.errors));
      inFlight.enter();
      try {
        const reading = await startReading(request, cache);
        const context = contextOf(request, reading);
        return tellReading(await executeOperation(operation, coerced.variables, context), reading);
      } finally {
        inFlight.leave();
      }
    },
    async planAhead(document, operationName) {
      const operation = operations(document, operationName);
      await operation?.variant(defaultValues(operation.definition));
    },
    async retire() {
      await inFlight.empty();
      await Promise.all([departments.close(), planner.close()]);
    },
  };
}

function contextOf(
  { forwardedAuthorization, requestId, signal, viewer, kind, explanation }: EngineRequest,
  { freshness, tally }: Pick<FetchContext, 'freshness' | 'tally'>,
): FetchContext {
  const asker = { forwardedAuthorization, requestId, signal, viewer };
  const context = { ...asker, operation: kind, freshness, tally };
  return explanation === undefined ? context : { ...context, explanation };
}

/** A document lives as long as whoever keeps it for its next request; so does what was compiled of it. */
function rememberOperations(parts: CompilerParts) {
  const known = new WeakMap<DocumentNode, Map<string | null, CompiledOperation | null>>();
  return (document: DocumentNode, operationName: string | null): CompiledOperation | null => {
    const byName = known.get(document) ?? new Map<string | null, CompiledOperation | null>();
    known.set(document, byName);
    const found = byName.get(operationName);
    if (found !== undefined) return found;
    const compiled = compileOperation(parts, document, operationName);
    byName.set(operationName, compiled);
    return compiled;
  };
}
