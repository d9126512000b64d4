import { type ASTNode, Kind, type NameNode, type StringValueNode, visit } from 'graphql';
import { type Finding, placeOf, type Rule } from '../linter/finding.ts';

type Describable = ASTNode & { readonly name: NameNode; readonly description?: StringValueNode | undefined };

/** Every type, field, argument, input field, enum value and directive that a subgraph defines has a description. */
export const everythingDescribed: Rule = (subgraphs) =>
  subgraphs.flatMap(({ document }) => {
    const findings: Finding[] = [];
    const path: string[] = [];
    visit(document, {
      enter(node) {
        if (!('name' in node) || node.name?.kind !== Kind.NAME) return;
        path.push(node.name.value);
        if (isDescribable(node) && !node.description?.value.trim()) findings.push(undescribed(node, path));
      },
      leave(node) {
        if ('name' in node && node.name?.kind === Kind.NAME) path.pop();
      },
    });
    return findings;
  });

// Extensions and applied directives have names too, but GraphQL gives them no place for a description.
function isDescribable(node: ASTNode): node is Describable {
  return /Definition$/.test(node.kind);
}

function undescribed(node: Describable, path: readonly string[]): Finding {
  return {
    rule: 'everything-described',
    at: placeOf(node),
    found: `${path.join('.')} has no description.`,
    cure: 'Write one above it: what it means, and its Chinese label where the guide has one.',
  };
}
