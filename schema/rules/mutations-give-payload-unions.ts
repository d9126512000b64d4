import {
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  print,
  type UnionTypeDefinitionNode,
} from 'graphql';
import { fieldsOf, implementsInterface, objectType } from '../linter/definitions.ts';
import { type Finding, placeOf, type Rule } from '../linter/finding.ts';

const rule = 'mutations-give-payload-unions';

/**
 * Every mutation gives a nullable union of at least one success type and of types that implement Problem.
 * A member that carries `code` and `message` is taken for a problem, so it must say that it is one.
 */
export const mutationsGivePayloadUnions: Rule = (subgraphs) =>
  subgraphs.flatMap(({ document }) =>
    fieldsOf(document, 'Mutation').flatMap((field) => {
      const union = payloadUnion(document, field);
      return union ? checkMembers(document, union) : [noUnion(field)];
    }),
  );

function payloadUnion(
  document: DocumentNode,
  field: FieldDefinitionNode,
): UnionTypeDefinitionNode | undefined {
  const { type } = field;
  if (type.kind !== Kind.NAMED_TYPE) return undefined;
  const definition = document.definitions.find(
    (node) => node.kind === Kind.UNION_TYPE_DEFINITION && node.name.value === type.name.value,
  );
  return definition?.kind === Kind.UNION_TYPE_DEFINITION ? definition : undefined;
}

function noUnion(field: FieldDefinitionNode): Finding {
  return {
    rule,
    at: placeOf(field),
    found: `Mutation.${field.name.value} gives ${print(field.type)}, which is not a nullable union.`,
    cure: 'Give a union of the success type and the problems, without "!".',
  };
}

function checkMembers(document: DocumentNode, union: UnionTypeDefinitionNode): Finding[] {
  const members = (union.types ?? []).flatMap(({ name }) => objectType(document, name.value) ?? []);
  const successes = members.filter((member) => !implementsInterface(member, 'Problem'));
  const disguised = successes.filter((member) =>
    ['code', 'message'].every((name) => member.fields?.some((field) => field.name.value === name)),
  );
  const undeclared = disguised.map((member) => ({
    rule,
    at: placeOf(member),
    found: `${member.name.value} of union ${union.name.value} has code and message but does not implement Problem.`,
    cure: `Write "type ${member.name.value} implements Problem" with the fields of that interface.`,
  }));
  if (successes.length > disguised.length) return undeclared;
  return [
    ...undeclared,
    {
      rule,
      at: placeOf(union),
      found: `union ${union.name.value} has no success type.`,
      cure: 'Add a type that says what stands after the change.',
    },
  ];
}
