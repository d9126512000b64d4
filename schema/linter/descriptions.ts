import { type ASTNode, type DocumentNode, Kind, type NameNode, type StringValueNode, visit } from 'graphql';

/** A definition that SDL lets one describe: a type, field, argument, input field, enum value or directive. */
type Describable = ASTNode & {
  readonly name: NameNode;
  readonly description?: StringValueNode | undefined;
};

/** One of them: where its coordinate leads (`Query.student.id`), and what is said of it, '' where nothing is. */
interface Described {
  readonly node: Describable;
  readonly coordinate: string;
  readonly text: string;
}

/** Everything in `document` that can be described, in the order of the text. */
export function describedIn(document: DocumentNode): Described[] {
  const found: Described[] = [];
  const path: string[] = [];
  visit(document, {
    enter(node) {
      if (!('name' in node) || node.name?.kind !== Kind.NAME) return;
      path.push(node.name.value);
      if (isDescribable(node))
        found.push({ node, coordinate: path.join('.'), text: node.description?.value.trim() ?? '' });
    },
    leave(node) {
      if ('name' in node && node.name?.kind === Kind.NAME) path.pop();
    },
  });
  return found;
}

// Extensions and applied directives have names too, but GraphQL gives them no place for a description.
function isDescribable(node: ASTNode): node is Describable {
  return /Definition$/.test(node.kind);
}
