import { type DocumentNode, type FieldDefinitionNode, Kind } from 'graphql';
import { fieldsOf } from '../linter/definitions.ts';
import { placeOf, type Rule } from '../linter/finding.ts';

/** Every mutation takes exactly one argument, `input`, required and of an input type, so that it can grow without breaking. */
export const mutationsTakeOneInput: Rule = (subgraphs) =>
  subgraphs.flatMap(({ document }) =>
    fieldsOf(document, 'Mutation')
      .filter((field) => !takesOneInput(document, field))
      .map((field) => ({
        rule: 'mutations-take-one-input',
        at: placeOf(field),
        found: `Mutation.${field.name.value} takes (${field.arguments?.map(({ name }) => name.value).join(', ')}).`,
        cure: 'Take one argument "input" whose type is a non-null input type.',
      })),
  );

function takesOneInput(document: DocumentNode, field: FieldDefinitionNode): boolean {
  const [input, ...others] = field.arguments ?? [];
  if (!input || others.length > 0 || input.name.value !== 'input') return false;
  const type = input.type.kind === Kind.NON_NULL_TYPE ? input.type.type : undefined;
  if (type?.kind !== Kind.NAMED_TYPE) return false;
  return document.definitions.some(
    (node) => node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && node.name.value === type.name.value,
  );
}
