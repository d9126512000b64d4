import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, execute, type GraphQLSchema, parse, validate } from 'graphql';
import type { Model } from './model.ts';
import { printSubgraph } from './print-model.ts';
import { findEntity, type Run, resolveField, resolveType } from './resolve.ts';

/** Status and body as they go out; `reset`: the connection ends instead, `silence`: nothing comes. */
export type Said = { readonly status: number; readonly body: string } | 'reset' | 'silence';

/** What a subgraph says instead of its answer. */
export type Lie = (subgraph: string, answer: unknown) => Said;

/** A request as a subgraph received it. */
export interface ReceivedFetch {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Record<string, unknown> | undefined;
}

/** A graph whose subgraphs answer over HTTP. */
export interface ServedWorld {
  readonly model: Model;
  readonly supergraphSdl: string;
  /** By subgraph. */
  readonly sdl: ReadonlyMap<string, string>;
  readonly received: ReceivedFetch[];
  /** What is wrong with documents that subgraphs were sent. */
  readonly invalid: string[];
  /** Begins a new run: mutations count from one again. */
  readonly begin: (lie?: Lie) => void;
}

/** One server on loopback for the subgraphs of one graph at a time. */
export interface WorldServer {
  /** Rejects where the graph does not compose: then what makes graphs is wrong. */
  readonly serve: (model: Model) => ServedWorld;
  readonly stop: () => Promise<void>;
}

export async function startWorldServer(): Promise<WorldServer> {
  let answer: (path: string, request: IncomingMessage) => Promise<Said>;
  const server = createServer((request, response) => {
    answer(request.url ?? '', request)
      .catch(
        (error: unknown): Said => ({
          status: 500,
          body: JSON.stringify({ errors: [{ message: String(error) }] }),
        }),
      )
      .then((said) => {
        if (said === 'silence') return;
        if (said === 'reset') {
          request.socket.destroy();
          return;
        }
        response.writeHead(said.status, { 'content-type': 'application/json' });
        response.end(said.status === 204 ? undefined : said.body);
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    serve(model) {
      const [world, respond] = openWorld(model, `http://127.0.0.1:${port}`);
      answer = respond;
      return world;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** The subgraphs of a model composed; `apiSchema` makes what clients see. */
export interface Composed {
  readonly supergraphSdl: string;
  readonly sdl: ReadonlyMap<string, string>;
  readonly apiSchema: () => GraphQLSchema;
}

/** Composes the subgraphs of a model; throws with all SDLs where that fails. */
export function composeModel(model: Model, origin: string): Composed {
  const sdl = new Map(model.subgraphs.map((name) => [name, printSubgraph(model, name)]));
  const services = [...sdl].map(([name, its]) => ({ name, typeDefs: parse(its), url: `${origin}/${name}` }));
  const result = composeServices(services);
  if (result.errors) throw new Error(`${String(result.errors)}\n${[...sdl.values()].join('\n\n')}`);
  const { supergraphSdl, schema } = result;
  return { supergraphSdl, sdl, apiSchema: () => schema.toAPISchema().toGraphQLJSSchema() };
}

function openWorld(model: Model, origin: string) {
  const { supergraphSdl, sdl } = composeModel(model, origin);
  const schemas = new Map([...sdl].map(([name, its]) => [name, subgraphSchema(model, name, its)]));
  const received: ReceivedFetch[] = [];
  const invalid: string[] = [];
  let done = { count: 0 };
  let lie: Lie | undefined;
  const world: ServedWorld = {
    model,
    supergraphSdl,
    sdl,
    received,
    invalid,
    begin(given) {
      done = { count: 0 };
      received.length = 0;
      invalid.length = 0;
      lie = given;
    },
  };
  async function respond(path: string, request: IncomingMessage): Promise<Said> {
    const subgraph = path.slice(1);
    const schema = schemas.get(subgraph);
    if (schema === undefined) throw new Error(`There is no subgraph at ${path}.`);
    const asked = JSON.parse(await text(request));
    received.push({ subgraph, query: asked.query, variables: asked.variables });
    const document = parse(asked.query);
    const errors = validate(schema, document);
    invalid.push(...errors.map(({ message }) => message));
    const run = { model, subgraph, done };
    const result = errors.length > 0 ? { errors } : await answerAs(schema, { ...asked, document }, run);
    return lie === undefined ? { status: 200, body: JSON.stringify(result) } : lie(subgraph, result);
  }
  return [world, respond] as const;
}

function subgraphSchema(model: Model, subgraph: string, sdl: string): GraphQLSchema {
  const resolvers: Record<string, object> = {};
  for (const type of model.types.values()) {
    if ((type.kind !== 'object' && type.kind !== 'interface') || !type.keys.has(subgraph)) continue;
    const { name } = type;
    const find = (representation: Record<string, unknown>) =>
      findEntity(model, subgraph, name, representation);
    resolvers[name] = { __resolveReference: find };
  }
  return buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
}

async function answerAs(
  schema: GraphQLSchema,
  asked: { document: DocumentNode; variables?: Record<string, unknown>; operationName?: string },
  run: Run,
): Promise<unknown> {
  return execute({
    schema,
    document: asked.document,
    variableValues: asked.variables ?? {},
    operationName: asked.operationName ?? null,
    contextValue: run,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
}
