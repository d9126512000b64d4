import { type FieldDefinitionNode, print } from 'graphql';
import { contractInterfaces, ruleSubgraph } from '../linter/contract.ts';
import {
  fieldsOf,
  hasDirective,
  implementsInterface,
  namedTypeOf,
  type ObjectNode,
  objectType,
} from '../linter/definitions.ts';
import { type Finding, placeOf, type Rule } from '../linter/finding.ts';

const rule = 'departments-implement-contract';
const contract = Object.entries(contractInterfaces.DepartmentClearance);

/**
 * Every object type on Student, those of the rule's own subgraph excepted, implements DepartmentClearance and gives
 * its fields exactly the contract's types. A narrower type would be legal GraphQL, but then departments differ.
 */
export const departmentsImplementContract: Rule = (subgraphs) =>
  subgraphs
    .filter(({ name }) => name !== ruleSubgraph)
    .flatMap(({ document }) =>
      fieldsOf(document, 'Student')
        .filter((field) => !hasDirective(field, 'external'))
        .flatMap((field) => objectType(document, namedTypeOf(field.type)) ?? [])
        .flatMap(checkDepartment),
    );

function checkDepartment(type: ObjectNode): Finding[] {
  const typeName = type.name.value;
  const unimplemented = {
    rule,
    at: placeOf(type),
    found: `${typeName} is on Student but does not implement DepartmentClearance.`,
    cure: `Write "type ${typeName} implements DepartmentClearance" and its fields.`,
  };
  if (!implementsInterface(type, 'DepartmentClearance')) return [unimplemented];
  return contract.flatMap(([name, wanted]) => {
    const field = type.fields?.find((candidate) => candidate.name.value === name);
    return field && print(field.type) === wanted ? [] : [wrongField(type, field, name, wanted)];
  });
}

function wrongField(
  type: ObjectNode,
  field: FieldDefinitionNode | undefined,
  name: string,
  wanted: string,
): Finding {
  return {
    rule,
    at: placeOf(field ?? type),
    found: field
      ? `${type.name.value}.${name} is ${print(field.type)}.`
      : `${type.name.value} has no field ${name}.`,
    cure: `Declare "${name}: ${wanted}", as the contract has it.`,
  };
}
