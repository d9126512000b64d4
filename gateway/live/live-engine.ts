import {
  execute,
  extendSchema,
  type GraphQLSchema,
  getOperationAST,
  isObjectType,
  Kind,
  parse,
} from 'graphql';
import type { Engine, EngineRequest, LoadedSupergraph } from '../engine/engine.ts';

/**
 * The engine with the gateway's own fields in its API schema, so that clients can validate and look them up.
 *
 * The engine underneath never executes them; operations on its own fields run as before. A supergraph without what the
 * fields give (`Student`) is left as it is.
 *
 * @param sdl `schema/gateway.graphql`
 */
export function withGatewayFields(engine: Engine, sdl: string): Engine {
  const own = parse(sdl);
  const extended = new WeakMap<GraphQLSchema, LoadedSupergraph>();
  const originals = new WeakMap<GraphQLSchema, GraphQLSchema>();
  const extend = (loaded: LoadedSupergraph): LoadedSupergraph => {
    const known = extended.get(loaded.apiSchema);
    if (known) return known;
    const fits = isObjectType(loaded.apiSchema.getType('Student')) && !loaded.apiSchema.getSubscriptionType();
    const whole = fits
      ? { ...loaded, apiSchema: extendSchema(loaded.apiSchema, own, { assumeValid: true }) }
      : loaded;
    extended.set(loaded.apiSchema, whole);
    originals.set(whole.apiSchema, loaded.apiSchema);
    return whole;
  };
  return {
    reload: (supergraphSdl) => engine.reload(supergraphSdl),
    current: () => {
      const loaded = engine.current();
      return loaded && extend(loaded);
    },
    onReload: (listener) => engine.onReload((loaded) => listener(extend(loaded))),
    beforeServing: (prepare) =>
      engine.beforeServing((loaded, planAhead) => prepare(extend(loaded), planAhead)),
    execute: async (request) => {
      const original = originals.get(request.apiSchema);
      if (original === undefined || original === request.apiSchema) return engine.execute(request);
      if (asksSchemaOnly(request)) return lookUp(request);
      return engine.execute({ ...request, apiSchema: original });
    },
    close: () => engine.close(),
  };
}

/** Whether an operation reads the schema and nothing else; the engine would answer that from its own. */
function asksSchemaOnly({ document, operationName }: EngineRequest): boolean {
  const selections = getOperationAST(document, operationName)?.selectionSet.selections ?? [];
  return (
    selections.length > 0 &&
    selections.every((one) => one.kind === Kind.FIELD && /^__(schema|type)$/.test(one.name.value))
  );
}

function lookUp({ apiSchema, document, operationName, variables }: EngineRequest) {
  return execute({ schema: apiSchema, document, operationName, variableValues: variables });
}
