import { type FieldDefinitionNode, type InputValueDefinitionNode, Kind, print } from 'graphql';
import { largestPage } from '../linter/contract.ts';
import { namedTypeOf, objectTypes } from '../linter/definitions.ts';
import { placeOf, type Rule } from '../linter/finding.ts';

/** Every field that gives a Connection takes `first: Int! = n`, n from 1 to 500, and `after: String`, so that nobody can ask for everything. */
export const connectionsBounded: Rule = (subgraphs) =>
  subgraphs.flatMap(({ document }) =>
    objectTypes(document).flatMap((type) =>
      (type.fields ?? [])
        .filter((field) => namedTypeOf(field.type).endsWith('Connection') && !isBounded(field))
        .map((field) => ({
          rule: 'connections-bounded',
          at: placeOf(field),
          found: `${type.name.value}.${field.name.value} takes (${field.arguments?.map(signature).join(', ')}).`,
          cure: `Give it "first: Int! = n" with n from 1 to ${largestPage}, and "after: String".`,
        })),
    ),
  );

function isBounded(field: FieldDefinitionNode): boolean {
  const first = argument(field, 'first');
  const after = argument(field, 'after');
  if (!first || !after || print(first.type) !== 'Int!' || print(after.type) !== 'String') return false;
  if (first.defaultValue?.kind !== Kind.INT) return false;
  const pageSize = Number(first.defaultValue.value);
  return pageSize >= 1 && pageSize <= largestPage;
}

function argument(field: FieldDefinitionNode, name: string): InputValueDefinitionNode | undefined {
  return field.arguments?.find((candidate) => candidate.name.value === name);
}

function signature({ name, type, defaultValue }: InputValueDefinitionNode): string {
  return `${name.value}: ${print(type)}${defaultValue ? ` = ${print(defaultValue)}` : ''}`;
}
