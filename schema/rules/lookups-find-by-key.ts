import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type TypeNode,
} from 'graphql';
import { fieldsOf, hasDirective, namedTypeOf, objectType, objectTypes } from '../linter/definitions.ts';
import { type Finding, placeOf, type Rule } from '../linter/finding.ts';

/**
 * `@lookup` says that a root field finds an entity by its key and does nothing else. The gateway then asks the departments
 * without waiting for it, so what it says must be true: the field may answer null, its type is an entity of this subgraph
 * with that key alone, the argument holds the key, and nothing is provided. Every composition checks it.
 */
export const lookupsFindByKey: Rule = (subgraphs) =>
  subgraphs.flatMap(({ document }) => [
    ...fieldsOf(document, 'Query').flatMap((field) => faultsOf(field, document)),
    ...elsewhere(document),
  ]);

function faultsOf(field: FieldDefinitionNode, document: DocumentNode): Finding[] {
  const lookup = lookupOn(field);
  if (lookup === undefined) return [];
  const typeName = namedTypeOf(field.type);
  const [key, argumentName] = [textOf(lookup, 'key'), textOf(lookup, 'argument')];
  const argument = field.arguments?.find(({ name }) => name.value === argumentName);
  const faults: string[] = [];
  if (field.type.kind !== Kind.NAMED_TYPE)
    faults.push(`answers ${written(field.type)}, which is not one object or null`);
  if (!keysOf(typeName, document).includes(key))
    faults.push(`finds ${typeName} by "${key}", which is no @key of it here that stands alone`);
  if (argument === undefined) faults.push(`names the argument "${argumentName}", which it does not have`);
  else if (namedTypeOf(argument.type) !== 'ID')
    faults.push(`takes ${written(argument.type)} for the key, which is not an ID`);
  if (hasDirective(field, 'provides')) faults.push('provides what its entity alone cannot be asked for');
  if (field.arguments?.some((one) => one !== argument))
    faults.push('takes other arguments, which may change what it finds');
  return faults.map((fault) => finding(field, `Query.${field.name.value} is a @lookup that ${fault}.`));
}

/** Nothing else is looked up by the gateway, so that a directive there would promise what nobody reads. */
function elsewhere(document: DocumentNode): Finding[] {
  return objectTypes(document)
    .filter(({ name }) => name.value !== 'Query')
    .flatMap((type) => type.fields ?? [])
    .filter((field) => lookupOn(field) !== undefined)
    .map((field) => finding(field, `${field.name.value} is a @lookup, and no field of Query.`));
}

function finding(field: FieldDefinitionNode, found: string): Finding {
  const cure =
    'Write @lookup(key: "id", argument: "id") only on a field of Query that finds an entity by that key; else take it off.';
  return { rule: 'lookups-find-by-key', at: placeOf(field), found, cure };
}

function lookupOn({ directives = [] }: FieldDefinitionNode): ConstDirectiveNode | undefined {
  return directives.find(({ name }) => name.value === 'lookup');
}

function textOf({ arguments: given = [] }: ConstDirectiveNode, name: string): string {
  const value = given.find((one) => one.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}

function keysOf(typeName: string, document: DocumentNode): string[] {
  const directives = objectType(document, typeName)?.directives ?? [];
  return directives.filter(({ name }) => name.value === 'key').map((one) => textOf(one, 'fields'));
}

function written(type: TypeNode): string {
  if (type.kind === Kind.NAMED_TYPE) return type.name.value;
  return type.kind === Kind.LIST_TYPE ? `[${written(type.type)}]` : `${written(type.type)}!`;
}
