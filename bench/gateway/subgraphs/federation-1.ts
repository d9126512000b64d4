import { type ASTNode, type ASTVisitor, type DirectiveNode, Kind, parse, print, visit } from 'graphql';

const NEW_DIRECTIVES = new Set(['shareable', 'policy', 'authenticated', 'requires', 'external', 'lookup']);
const EXTERNAL = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'external' } } as const;

/**
 * A subgraph's SDL as Federation 1 has it, which knows no `@link`, `@shareable` or `@policy`, and where one subgraph owns
 * an entity that the others extend. Fields that are brought by `@requires`, mutations and descriptions are left out.
 *
 * @param isOwner whether this is the subgraph that owns `Student` and the queries
 */
export function asFederation1(sdl: string, isOwner: boolean): string {
  const old = visit(parse(sdl), {
    enter(node: ASTNode) {
      const isOfToday =
        node.kind === Kind.SCHEMA_EXTENSION ||
        node.kind === Kind.DIRECTIVE_DEFINITION ||
        (node.kind === Kind.UNION_TYPE_DEFINITION && node.name.value.endsWith('Payload')) ||
        (node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'Mutation') ||
        (node.kind === Kind.DIRECTIVE && NEW_DIRECTIVES.has(node.name.value)) ||
        ('directives' in node && isExternal(node.directives as readonly DirectiveNode[]));
      return isOfToday ? null : undescribed(node);
    },
  });
  return print(visit(old, extending(isOwner)));
}

/** Nobody owns the queries; what the owner of an entity defines, the others extend, the key being external there. */
function extending(isOwner: boolean): ASTVisitor {
  return {
    ObjectTypeDefinition(type) {
      const isStudent = type.name.value === 'Student';
      if (isOwner ? type.name.value !== 'Query' : !isStudent && type.name.value !== 'Query') return undefined;
      const fields = type.fields?.map((field) =>
        isStudent && field.name.value === 'id' ? { ...field, directives: [EXTERNAL] } : field,
      );
      return { ...type, kind: Kind.OBJECT_TYPE_EXTENSION, fields };
    },
  };
}

function isExternal(directives: readonly DirectiveNode[] = []): boolean {
  return directives.some(({ name }) => name.value === 'external');
}

function undescribed<Node extends ASTNode>(node: Node): Node | undefined {
  if (!('description' in node) || node.description === undefined) return undefined;
  const { description: _left, ...rest } = node;
  return rest as Node;
}
