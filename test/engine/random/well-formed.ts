import { isDeepStrictEqual } from 'node:util';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Asked } from './engine-under-test.ts';
import { OTHER_ORDER } from './known-deviations.ts';

/** A key that no operation writer takes. */
const TYPE_KEY = 'itsType';

/** The operation with the type of every object that may be of several asked for. */
export function withTypes(schema: GraphQLSchema, asked: Asked): Asked {
  const info = new TypeInfo(schema);
  const document: DocumentNode = visit(
    asked.document,
    visitWithTypeInfo(info, {
      SelectionSet(set) {
        if (!isAbstractType(info.getParentType())) return undefined;
        const name = { kind: Kind.NAME, value: '__typename' } as const;
        const type = { kind: Kind.FIELD, name, alias: { ...name, value: TYPE_KEY } } as const;
        return { ...set, selections: [...set.selections, type] };
      },
    }),
  );
  return { ...asked, document, text: `${asked.text} # with types` };
}

/**
 * What is wrong with the form of an answer, whatever is in it; null: nothing. graphql-js runs the operation over the answer's own data:
 * it must find every key in its place, every value of its type and no null where none may be, and write the same text.
 */
export async function malformation(
  schema: GraphQLSchema,
  asked: Asked,
  got: ExecutionResult,
): Promise<string | null> {
  const errors = got.errors ?? [];
  if (!Array.isArray(errors)) return 'Its errors are no list.';
  const odd = errors.find((error) => !isError(JSON.parse(JSON.stringify(error))));
  if (odd !== undefined) return `An error has an odd form: ${JSON.stringify(odd)}`;
  if (got.data === undefined || got.data === null)
    return errors.length > 0 ? null : 'There are neither data nor errors.';
  const again = await execute({
    schema,
    document: asked.document,
    variableValues: asked.variables,
    operationName: asked.operationName,
    rootValue: got.data,
    fieldResolver: (source, _args, _context, { path }) => source[path.key],
    typeResolver: (value) => value[TYPE_KEY],
  });
  if (again.errors)
    return `It does not fit its schema: ${again.errors[0]?.message} at ${again.errors[0]?.path}`;
  // Introspection answers for itself, whatever the data are.
  if (asked.text.includes('__schema') || asked.text.includes('__type(')) return null;
  const [text, wanted] = [JSON.stringify(got.data), JSON.stringify(again.data)];
  if (text === wanted) return null;
  const isOrder = isDeepStrictEqual(JSON.parse(text ?? 'null'), JSON.parse(wanted ?? 'null'));
  return `${isOrder ? OTHER_ORDER : 'Its form differs.'} It is ${text} and should be ${wanted}`;
}

function isError(error: unknown): boolean {
  const { message, path } = error as { message?: unknown; path?: unknown };
  if (typeof message !== 'string' || message === '') return false;
  if (path === undefined) return true;
  return Array.isArray(path) && path.every((part) => typeof part === 'string' || Number.isInteger(part));
}
