import { extendSchema, type GraphQLSchema, isObjectType, parse } from 'graphql';
import type { Engine, LoadedSupergraph } from '../engine/engine.ts';

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
    execute: (request) =>
      engine.execute({ ...request, apiSchema: originals.get(request.apiSchema) ?? request.apiSchema }),
    close: () => engine.close(),
  };
}
