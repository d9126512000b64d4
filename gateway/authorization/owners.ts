import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** Where an object says whose it is. */
export interface Owner {
  /** Fields from the object to the student number: `['id']`, `['student', 'studentId']`. */
  readonly path: readonly string[];
  /** The number may be null: then the object is nobody's in particular. */
  readonly optional: boolean;
  /** The object itself names a student, number and name: reading it is a look-up. */
  readonly namesStudent: boolean;
}

const ENTITY = 'Student';
const LONGEST_PATH = 4;

/**
 * The owners of a schema's object types, by type name: `Student` by `id`, others by their `studentId`, and what holds
 * such an object in a field that cannot be null by the way through it. Other types have none of their own; they are
 * their parents'.
 */
export function ownersOf(schema: GraphQLSchema): ReadonlyMap<string, Owner> {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType =>
      isObjectType(type) && !roots.includes(type) && !type.name.startsWith('__'),
  );
  const owners = new Map<string, Owner>();
  for (const type of types) {
    const owner = ownOwner(type);
    if (owner !== null) owners.set(type.name, owner);
  }
  // Shorter ways first: each round looks only at what the rounds before it found.
  for (let length = 2; length <= LONGEST_PATH; length++) {
    const found = types.flatMap((type) => {
      const owner = owners.has(type.name) ? null : wayThrough(type, owners);
      return owner === null ? [] : [[type.name, owner] as const];
    });
    for (const [name, owner] of found) owners.set(name, owner);
  }
  return owners;
}

function ownOwner(type: GraphQLObjectType): Owner | null {
  const fields = type.getFields();
  const [key] = [type.name === ENTITY ? fields.id : fields.studentId].filter(isNumber);
  if (key === undefined) return null;
  const named = type.name === ENTITY || fields.name !== undefined;
  return { path: [key.name], optional: !isNonNullType(key.type), namesStudent: named };
}

function isNumber(field: GraphQLField<unknown, unknown> | undefined) {
  return (
    field !== undefined &&
    ['ID', 'String'].includes(getNamedType(field.type).name) &&
    !isListType(isNonNullType(field.type) ? field.type.ofType : field.type) &&
    !field.args.some(isRequiredArgument)
  );
}

function wayThrough(type: GraphQLObjectType, owners: ReadonlyMap<string, Owner>): Owner | null {
  for (const field of Object.values(type.getFields())) {
    if (!isNonNullType(field.type) || field.args.some(isRequiredArgument)) continue;
    const inner = field.type.ofType;
    const owner = isObjectType(inner) ? owners.get(inner.name) : undefined;
    if (owner === undefined || owner.optional) continue;
    return { path: [field.name, ...owner.path], optional: false, namesStudent: false };
  }
  return null;
}
