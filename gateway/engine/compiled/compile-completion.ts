import {
  type GraphQLAbstractType,
  type GraphQLEnumType,
  type GraphQLInterfaceType,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { isRecord } from '../../upstream/check-answer.ts';
import { type CollectedField, collectFields } from './collect-fields.ts';
import { type Complete, type Completion, unfit } from './completion.ts';
import { isIntrospection } from './introspect.ts';

/** What a completion is compiled for. */
export interface CompletionParts {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** The client's aliases, by private names. */
  readonly aliases: ReadonlyMap<string, string>;
}

type Field = readonly [key: string, source: string, complete: Complete];

/**
 * Compiles selections to the function that makes an answer of what was fetched for them: the client's fields in the
 * client's order under the client's names, nothing else, with nulls going up by the specification (6.4). What was
 * fetched is left as it is.
 */
export function compileCompletion(
  { schema, aliases }: CompletionParts,
  type: GraphQLObjectType,
  selectionSet: SelectionSetNode,
): Complete {
  return completeObject(type, [selectionSet]);

  function completeObject(
    object: GraphQLObjectType | GraphQLInterfaceType,
    sets: readonly SelectionSetNode[],
  ): Complete {
    const fields = collectFields(sets, object, schema).map((field) => fieldOf(object, field));
    const isPlain = fields.every(([key]) => key !== '__proto__');
    return (value, at) => {
      if (!isRecord(value)) return null;
      const answer: Record<string, unknown> = isPlain ? {} : Object.create(null);
      for (const [key, source, complete] of fields) {
        at.path.push(source);
        const completed = complete(value[source], at);
        at.path.pop();
        if (completed === unfit) return null;
        answer[key] = completed;
      }
      return answer;
    };
  }

  function fieldOf(
    object: GraphQLObjectType | GraphQLInterfaceType,
    { key: source, field, selectionSets }: CollectedField,
  ): Field {
    const key = aliases.get(source) ?? source;
    const name = field.name.value;
    if (name === '__typename')
      return [key, source, isObjectType(object) ? () => object.name : required(completeTypename(object))];
    if (isIntrospection(name)) return [key, source, (_, at) => at.introspection[key] ?? null];
    const declared = object.getFields()[name]?.type;
    return [key, source, declared === undefined ? () => null : completeType(declared, selectionSets)];
  }

  /** What is known of an interface object is the name of an object type, or nothing. */
  function completeTypename(object: GraphQLInterfaceType): Complete {
    return (value) => {
      const type = schema.getType(String(value));
      return isObjectType(type) && schema.isSubType(object, type) ? value : null;
    };
  }

  function completeType(declared: GraphQLOutputType, sets: readonly SelectionSetNode[]): Complete {
    const nullable = getNullableType(declared);
    const complete = isListType(nullable)
      ? completeList(completeType(nullable.ofType, sets))
      : completeNamed(nullable as GraphQLNamedOutputType, sets);
    return isNonNullType(declared) ? required(complete) : complete;
  }

  function completeNamed(named: GraphQLNamedOutputType, sets: readonly SelectionSetNode[]): Complete {
    if (isEnumType(named)) return completeEnum(named);
    if (named.name === 'ID') return completeId;
    if (isLeafType(named)) return (value) => value ?? null;
    return isObjectType(named) ? completeObject(named, sets) : completeAbstract(named, sets);
  }

  /**
   * The types of an abstract place are compiled as they are met. What is not known to be of any is answered by the fields
   * of the abstract type itself: of an interface object nobody needs to know more.
   */
  function completeAbstract(abstract: GraphQLAbstractType, sets: readonly SelectionSetNode[]): Complete {
    const byName = new Map<unknown, Complete>();
    const compile = (name: unknown): Complete => {
      const type = typeof name === 'string' ? schema.getType(name) : abstract;
      const isPossible = isObjectType(type) && schema.isSubType(abstract, type);
      const complete =
        isPossible || (isInterfaceType(type) && type === abstract) ? completeObject(type, sets) : hidden;
      byName.set(name, complete);
      return complete;
    };
    return (value, at) => {
      if (!isRecord(value)) return null;
      const name = value.__typename;
      return (byName.get(name) ?? compile(name))(value, at);
    };
  }
}

/** Of a type that clients must not see, or that does not belong there (6.4.3). */
function hidden(_: unknown, at: Completion): null {
  at.explain();
  return null;
}

function required(complete: Complete): Complete {
  return (value, at) => {
    const completed = complete(value, at);
    if (completed !== null) return completed;
    at.explain();
    return unfit;
  };
}

function completeList(complete: Complete): Complete {
  return (value, at: Completion) => {
    if (!Array.isArray(value)) return null;
    const answer: unknown[] = [];
    for (let index = 0; index < value.length; index++) {
      at.path.push(index);
      const completed = complete(value[index], at);
      at.path.pop();
      if (completed === unfit) return null;
      answer.push(completed);
    }
    return answer;
  };
}

/** A value that clients must not see is an error (6.4.3). */
function completeEnum(type: GraphQLEnumType): Complete {
  const values = new Set<unknown>(type.getValues().map(({ name }) => name));
  return (value, at) => {
    if (value === null || value === undefined) return null;
    if (values.has(value)) return value;
    at.explain();
    return null;
  };
}

/** Serialised as text, however a department writes it (3.5.5). */
function completeId(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : (value ?? null);
}
