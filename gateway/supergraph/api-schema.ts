import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  visit,
} from 'graphql';

/** Directives of GraphQL itself that say something to a client. */
const KEPT = new Set(['deprecated', 'specifiedBy', 'oneOf']);

/**
 * What clients see of a supergraph: without the elements of its linked features (`join__`, `@policy`, composed
 * directives and so on) and without what is `@inaccessible`. The supergraph must be one that a composer made.
 * Source: Apollo federation specification, "API schema"; core schema specification 0.1, "prefixing".
 */
export function apiSchemaOf(supergraph: DocumentNode): GraphQLSchema {
  const features = featuresOf(supergraph);
  const isHidden = ({ directives = [] }: { directives?: readonly ConstDirectiveNode[] | undefined }) =>
    directives.some(({ name }) => name.value === features.inaccessible);
  const hiddenTypes = new Set(
    supergraph.definitions.flatMap((one) =>
      'name' in one && one.name && isHiddenType(one) ? one.name.value : [],
    ),
  );
  const document = visit(supergraph, {
    enter(node) {
      if (node.kind === Kind.DIRECTIVE) return KEPT.has(node.name.value) ? undefined : null;
      if (node.kind === Kind.DIRECTIVE_DEFINITION)
        return features.has(`@${node.name.value}`) ? null : undefined;
      if (node.kind === Kind.NAMED_TYPE) return undefined;
      if ('name' in node && node.name && 'directives' in node && hides(node)) return null;
      return undefined;
    },
    leave(node) {
      if (node.kind === Kind.UNION_TYPE_DEFINITION)
        return { ...node, types: node.types?.filter(isSeen) ?? [] };
      if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION)
        return { ...node, interfaces: node.interfaces?.filter(isSeen) ?? [] };
      return undefined;
    },
  });
  return buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });

  function isSeen({ name }: { name: { value: string } }): boolean {
    return !hiddenTypes.has(name.value);
  }

  function isHiddenType(node: DefinitionNode): boolean {
    return 'directives' in node && isHidden(node as { directives?: readonly ConstDirectiveNode[] });
  }

  function hides(node: {
    kind: string;
    name?: { value: string } | undefined;
    directives?: unknown;
  }): boolean {
    const directives = node.directives as readonly ConstDirectiveNode[] | undefined;
    if (isHidden({ directives })) return true;
    return node.kind.endsWith('TypeDefinition') && features.has(node.name?.value ?? '');
  }
}

/** Which names belong to a linked feature; directives with `@` before them. */
interface Features {
  has(name: string): boolean;
  /** What `@inaccessible` is called here. */
  readonly inaccessible: string;
}

function featuresOf({ definitions }: DocumentNode): Features {
  const schema = definitions.find(({ kind }) => kind === Kind.SCHEMA_DEFINITION);
  const directives = schema?.kind === Kind.SCHEMA_DEFINITION ? (schema.directives ?? []) : [];
  const links = directives.filter(({ name }) => name.value === 'link' || name.value === 'core').map(readLink);
  const names = new Set(links.map(({ name }) => name));
  const imported = new Map(links.flatMap((link) => [...link.imported]));
  const inaccessible = links.find(({ spec }) => spec === 'inaccessible');
  return {
    has(name) {
      const bare = name.replace(/^@/, '');
      const [prefix = '', rest] = bare.split('__', 2);
      if (rest !== undefined) return names.has(prefix);
      return imported.has(name) || (name.startsWith('@') && names.has(bare));
    },
    inaccessible:
      inaccessible?.imported.get('@inaccessible')?.slice(1) ?? inaccessible?.name ?? 'inaccessible',
  };
}

interface Link {
  /** As the last part of its address says. */
  readonly spec: string;
  /** Under which its elements stand here. */
  readonly name: string;
  /** Names here, by names there. */
  readonly imported: ReadonlyMap<string, string>;
}

function readLink({ arguments: given = [] }: ConstDirectiveNode): Link {
  const argument = (name: string) => given.find((one) => one.name.value === name)?.value;
  const textOf = (name: string) => {
    const value = argument(name);
    return value?.kind === Kind.STRING ? value.value : undefined;
  };
  const parts = (textOf('url') ?? textOf('feature') ?? '').replace(/\/$/, '').split('/');
  const last = parts.at(-1) ?? '';
  const spec = (/^v\d/.test(last) ? parts.at(-2) : last) ?? '';
  const list = argument('import');
  const imports = list?.kind === Kind.LIST ? list.values : [];
  const imported = imports.flatMap((one): [string, string][] => {
    if (one.kind === Kind.STRING) return [[one.value, one.value]];
    if (one.kind !== Kind.OBJECT) return [];
    const [name, as] = ['name', 'as'].map((key) => {
      const field = one.fields.find((each) => each.name.value === key);
      return field?.value.kind === Kind.STRING ? field.value.value : undefined;
    });
    return name === undefined ? [] : [[name, as ?? name]];
  });
  return { spec, name: textOf('as') ?? spec, imported: new Map(imported) };
}
