import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  type ObjectValueNode,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { rootFields } from './root-fields.ts';

/** One mutation as it arrived, and its header `Idempotency-Key`. */
export interface KeyedCall {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly header: string | undefined;
}

/** The call with its key in place, or why it cannot have one. */
export type KeyFill =
  | { readonly kind: 'filled'; readonly document: DocumentNode; readonly variables: Record<string, unknown> }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: 'missing' | 'malformed' | 'differs' };

const TYPE = 'IdempotencyKey';
const FORM = /^[A-Za-z0-9_-]{16,64}$/;
const ABSENT = undefined;

/**
 * Fills the key of a mutation whose `input` has a field of type IdempotencyKey from the header, where it is absent.
 *
 * A key that the document leaves out becomes a variable, never a literal: the same document has the same plan,
 * whatever the key. A mutation without such an input is left alone.
 */
export function fillIdempotencyKey(call: KeyedCall): KeyFill {
  const { schema, document, operation } = call;
  for (const field of rootFields(document, operation)) {
    const name = keyFieldOf(schema, field);
    const input = field.arguments?.find((argument) => argument.name.value === 'input')?.value;
    if (name === null || input === undefined) continue;
    if (input.kind === Kind.VARIABLE) return inVariable(call, input.name.value, name);
    if (input.kind === Kind.OBJECT) return inLiteral(call, field, input, name);
  }
  return { kind: 'unchanged' };
}

/** The name of the field of type IdempotencyKey in a mutation's input, or null. */
function keyFieldOf(schema: GraphQLSchema, field: FieldNode): string | null {
  const definition = schema.getMutationType()?.getFields()[field.name.value];
  const argument = definition?.args.find(({ name }) => name === 'input');
  const type = argument && getNamedType(argument.type);
  if (!isInputObjectType(type)) return null;
  const keys = Object.values(type.getFields()).find((one) => getNamedType(one.type).name === TYPE);
  return keys?.name ?? null;
}

/** `input: $input` */
function inVariable(call: KeyedCall, variable: string, name: string): KeyFill {
  const value = given(call, variable);
  // Not an object: whoever coerces variables says so.
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { kind: 'unchanged' };
  const key = settle((value as Record<string, unknown>)[name], call.header);
  if (key.kind === 'refused') return key;
  const variables = { ...call.variables, [variable]: { ...value, [name]: key.key } };
  return { kind: 'filled', document: call.document, variables };
}

/** `input: { … }` */
function inLiteral(call: KeyedCall, field: FieldNode, input: ObjectValueNode, name: string): KeyFill {
  const node = input.fields.find((one) => one.name.value === name)?.value;
  if (node?.kind === Kind.VARIABLE) {
    const key = settle(given(call, node.name.value), call.header);
    if (key.kind === 'refused') return key;
    const variables = { ...call.variables, [node.name.value]: key.key };
    return { kind: 'filled', document: call.document, variables };
  }
  const key = settle(node && valueFromASTUntyped(node), call.header);
  if (key.kind === 'refused') return key;
  if (node !== undefined && node.kind !== Kind.NULL) return { kind: 'unchanged' };
  const variable = freeName(call.operation);
  return {
    kind: 'filled',
    document: withVariable(call, field, input, name, variable),
    variables: { ...call.variables, [variable]: key.key },
  };
}

/** A variable's value, or its default. */
function given({ variables, operation }: KeyedCall, variable: string): unknown {
  if (Object.hasOwn(variables, variable)) return variables[variable];
  const definition = operation.variableDefinitions?.find((one) => one.variable.name.value === variable);
  return definition?.defaultValue ? valueFromASTUntyped(definition.defaultValue) : ABSENT;
}

type Settled =
  | { readonly kind: 'settled'; readonly key: string }
  | { readonly kind: 'refused'; readonly reason: 'missing' | 'malformed' | 'differs' };

function settle(inInput: unknown, header: string | undefined): Settled {
  const key = inInput ?? header;
  if (key === undefined || key === null) return { kind: 'refused', reason: 'missing' };
  if (typeof key !== 'string' || !FORM.test(key)) return { kind: 'refused', reason: 'malformed' };
  if (header !== undefined && header !== key) return { kind: 'refused', reason: 'differs' };
  return { kind: 'settled', key };
}

function freeName({ variableDefinitions = [] }: OperationDefinitionNode): string {
  const taken = new Set(variableDefinitions.map((one) => one.variable.name.value));
  let name = 'idempotencyKeyOfHeader';
  while (taken.has(name)) name = `_${name}`;
  return name;
}

/** The document with the key's field of that literal given by a new variable of the operation. */
function withVariable(
  { document, operation }: KeyedCall,
  field: FieldNode,
  input: ObjectValueNode,
  name: string,
  variable: string,
): DocumentNode {
  const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;
  const value: ValueNode = { kind: Kind.VARIABLE, name: nameNode(variable) };
  const others = input.fields.filter((one) => one.name.value !== name);
  const filled: ObjectValueNode = {
    ...input,
    fields: [...others, { kind: Kind.OBJECT_FIELD, name: nameNode(name), value }],
  };
  const type = { kind: Kind.NAMED_TYPE, name: nameNode(TYPE) } as const;
  const definition = { kind: Kind.VARIABLE_DEFINITION, variable: value, type } as const;
  return visit(document, {
    OperationDefinition: (node) =>
      node === operation
        ? { ...node, variableDefinitions: [...(node.variableDefinitions ?? []), definition] }
        : undefined,
    Argument: (node) =>
      node.value === input && field.arguments?.includes(node) ? { ...node, value: filled } : undefined,
  });
}
