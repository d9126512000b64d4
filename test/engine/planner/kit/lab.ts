import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DocumentNode,
  execute,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { apiSchemaOf } from '../../../../gateway/supergraph/api-schema.ts';

/** Any object of a world: plain values, and functions of arguments where a field has some or is computed. */
export type Thing = { [field: string]: unknown };

/** One truth that all subgraphs tell parts of: the fields of the roots, and every entity there is. */
export interface World {
  readonly Query: Thing;
  readonly Mutation?: Thing;
  readonly entities: readonly Thing[];
  /** For each entity type the keys it is found by, each a list of fields. Left out: `id`. */
  readonly keys?: { readonly [type: string]: readonly (readonly string[])[] };
}

/** A composed supergraph with subgraphs that answer from a world, and the same world behind one schema. */
export interface Lab {
  readonly supergraphSdl: string;
  readonly apiSchema: GraphQLSchema;
  /** A new world: whoever asks it changes it for those who ask later. */
  begin(): Session;
}

/** Questions to one world. */
export interface Session {
  /** What a subgraph answers. Rejects where it answers an error, or the question does not fit its schema. */
  ask(subgraph: string, document: DocumentNode, variables: Thing): Promise<Thing>;
  /** What one schema over the same world answers. */
  askOneSchema(document: DocumentNode, variables: Thing): Promise<unknown>;
}

/** Planners pass on fields under conditions that exclude each other, and variables nobody uses. */
const RULES = specifiedRules.filter(({ name }) => name !== 'NoUnusedVariablesRule');

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@requires",
  "@external", "@provides", "@shareable", "@override", "@inaccessible", "@interfaceObject"])\n`;

/** Composes `subgraphs` (SDL by name, without the @link) over a world, fresh for each question. Throws what composition says. */
export function createLab(subgraphs: { readonly [name: string]: string }, world: () => World): Lab {
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: `http://${name.toLowerCase()}.test`,
    typeDefs: parse(LINK + sdl),
  }));
  const composed = composeServices(services);
  if (composed.supergraphSdl === undefined) throw new Error(composed.errors?.map(String).join('\n'));
  const schemas = new Map(services.map(({ name, typeDefs }) => [name, buildSubgraphSchema([{ typeDefs }])]));
  for (const schema of schemas.values()) answerFromWorld(schema);
  const apiSchema = apiSchemaOf(parse(composed.supergraphSdl));
  answerFromWorld(apiSchema);

  return {
    supergraphSdl: composed.supergraphSdl,
    apiSchema,
    begin() {
      const begun = world();
      return {
        async ask(subgraph, document, variables) {
          const schema = schemas.get(subgraph);
          if (schema === undefined) throw new Error(`There is no subgraph "${subgraph}".`);
          return asked(schema, document, variables, begun) as Promise<Thing>;
        },
        askOneSchema: (document, variables) => asked(apiSchema, document, variables, begun),
      };
    },
  };
}

async function asked(schema: GraphQLSchema, document: DocumentNode, variableValues: Thing, world: World) {
  const [fault] = validate(schema, document, RULES);
  if (fault !== undefined) throw fault;
  const root = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const isMutation = root?.kind === Kind.OPERATION_DEFINITION && root.operation === 'mutation';
  const { data, errors } = await execute({
    schema,
    document,
    variableValues,
    rootValue: isMutation ? world.Mutation : world.Query,
    contextValue: world,
    fieldResolver,
    typeResolver: (value) => (value as Thing).__typename as string,
  });
  if (errors !== undefined) throw errors[0];
  return data;
}

const fieldResolver: GraphQLFieldResolver<Thing, World> = (source, args, _world, { fieldName }) => {
  const value = source[fieldName];
  return typeof value === 'function' ? value.call(source, args) : value;
};

/** What a representation says stands before what the world says: a wrong input must be seen in what is computed from it. */
function answerFromWorld(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type) && type.name !== '_Entity') type.resolveType = undefined;
    if (!isObjectType(type) && !isAbstractType(type)) continue;
    const resolveReference = (given: Thing, world: World) => {
      const keys = world.keys?.[type.name] ?? [['id']];
      const key = keys.find((fields) => fields.every((field) => given[field] !== undefined));
      if (key === undefined)
        throw new Error(`${type.name} is asked for without a key: ${JSON.stringify(given)}`);
      const found = world.entities.find((one) =>
        key.every((field) => JSON.stringify(one[field]) === JSON.stringify(given[field])),
      );
      if (found === undefined) return null;
      const { __typename, ...said } = given;
      return { ...found, ...said, __typename: isObjectType(type) ? type.name : found.__typename };
    };
    type.extensions = {
      ...type.extensions,
      apollo: { ...(type.extensions.apollo as object), subgraph: { resolveReference } },
    };
  }
}
