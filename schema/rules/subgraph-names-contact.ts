import { type ConstDirectiveNode, type DocumentNode, Kind } from 'graphql';
import { placeOf, type Rule } from '../linter/finding.ts';

/** Every subgraph says in its SDL who answers for it, so that an error can name whom to call. */
export const subgraphNamesContact: Rule = (subgraphs) =>
  subgraphs
    .filter(({ document }) => !schemaDirectives(document).some(isContact))
    .map(({ name, document }) => ({
      rule: 'subgraph-names-contact',
      at: placeOf(document),
      found: `The subgraph ${name} carries no @contact with a name.`,
      cure: 'Add @contact(name: "unit", description: "phone") to "extend schema".',
    }));

function schemaDirectives(document: DocumentNode): ConstDirectiveNode[] {
  return document.definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_EXTENSION || node.kind === Kind.SCHEMA_DEFINITION
      ? (node.directives ?? [])
      : [],
  );
}

function isContact(directive: ConstDirectiveNode): boolean {
  const name = directive.arguments?.find((argument) => argument.name.value === 'name')?.value;
  return directive.name.value === 'contact' && name?.kind === Kind.STRING && name.value.trim() !== '';
}
