import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';

/** Arguments of a field as GraphQL writes them: what is required, and whoever can be named is this student. */
export function anyArguments(field: GraphQLField<unknown, unknown>, studentId: string | null): string {
  const given = field.args
    .filter(({ type, defaultValue, name }) => {
      const isRequired = isNonNullType(type) && defaultValue === undefined;
      return isRequired || (name === 'studentId' && studentId !== null);
    })
    .map(({ name, type }) => `${name}: ${anyInput(type, name, studentId)}`);
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

function anyInput(type: GraphQLInputType, name: string, studentId: string | null): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return `[${anyInput(nullable.ofType, name, studentId)}]`;
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name ?? 'null';
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields()).filter(
      (field) => isRequiredInputField(field) || (field.name === 'studentId' && studentId !== null),
    );
    return `{ ${fields.map((field) => `${field.name}: ${anyInput(field.type, field.name, studentId)}`).join(', ')} }`;
  }
  if (name === 'studentId' || name === 'id') return JSON.stringify(studentId ?? 'S1');
  return { Int: '1', Boolean: 'true', Float: '1.5' }[nullable.name] ?? '"text"';
}

/** A value of a field's type, lists of one item; whoever it is about is this student. */
export function anyOutput(
  type: GraphQLOutputType,
  name: string,
  typeName: string,
  studentId: string,
): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [anyOutput(nullable.ofType, name, typeName, studentId)];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.value;
  // A number that may be null stands for nobody.
  if (name === 'studentId') return isNonNullType(type) ? studentId : null;
  if (typeName === 'Student' && name === 'id') return studentId;
  const named = getNamedType(type).name;
  return { Int: 1, Boolean: true, Float: 1.5, ID: 'text', String: 'text' }[named] ?? {};
}
