import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type TypeNode,
} from 'graphql';

/** A type with fields as SDL writes it, defined or extended. */
export type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/** Every object type that `document` defines or extends, in the order of the text. */
export function objectTypes(document: DocumentNode): ObjectNode[] {
  return document.definitions.filter(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION,
  );
}

/** The object type called `name`, or undefined where `document` has none. */
export function objectType(document: DocumentNode, name: string): ObjectNode | undefined {
  return objectTypes(document).find((type) => type.name.value === name);
}

/** The fields that `document` gives the object type `typeName`, over its definition and extensions. */
export function fieldsOf(document: DocumentNode, typeName: string): FieldDefinitionNode[] {
  return objectTypes(document)
    .filter((type) => type.name.value === typeName)
    .flatMap((type) => type.fields ?? []);
}

/** The name inside a type reference: `Student` for `[Student!]!`. */
export function namedTypeOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);
}

/** Whether `directive` (without @) is written on the node. */
export function hasDirective(
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  directive: string,
): boolean {
  return node.directives?.some(({ name }) => name.value === directive) ?? false;
}

/** Whether the object type says `implements interfaceName`. */
export function implementsInterface(type: ObjectNode, interfaceName: string): boolean {
  return type.interfaces?.some(({ name }) => name.value === interfaceName) ?? false;
}
