import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, Kind, type ValueNode, visit } from 'graphql';
import { isWritable } from './odd-values.ts';
import type { OperationContext } from './operation-context.ts';

/** Arguments and input fields of this name hold a student number (学号). */
const NAME = 'studentId';
/** As the registry takes them: 1 to 32 ASCII letters, digits, `-` and `_`. */
const FORM = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;
const MALFORMED =
  '学号由 1 至 32 位字母、数字、- 或 _ 组成。 A student number has 1 to 32 letters, digits, - or _.';
const UNWRITABLE = '参数中有无法保存的字符。 An argument holds characters that cannot be stored.';

/** Whether a value can be a student number. */
export function isStudentNumber(value: unknown): boolean {
  return FORM.test(String(value));
}

/** Why an operation may not run for its values, null: it may. */
export type CheckNumbers = (
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
) => GraphQLError | null;

/**
 * Refuses operations with a `studentId` that cannot be one, in a literal, a variable or inside an input, and texts that no
 * database stores, with BAD_USER_INPUT, without repeating them. Each document is read once.
 */
export function createCheckNumbers(): CheckNumbers {
  const known = new WeakMap<DocumentNode, DocumentValues>();
  return (document, variables) => {
    const said = known.get(document) ?? valuesOf(document);
    known.set(document, said);
    if (said.fault !== null) return refusal(said.fault);
    for (const [name, value] of Object.entries(variables)) {
      const isGood = said.numbers.has(name) ? isGiven(value) : holdsGoodNumbers(value);
      if (!isGood) return refusal(MALFORMED);
    }
    return null;
  };
}

/** The check before anything executes. */
export function studentNumberRule(): ApolloServerPlugin<OperationContext> {
  const check = createCheckNumbers();
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, request: { variables = {} } }) {
          const refused = check(document, variables);
          if (refused !== null) throw refused;
        },
      };
    },
  };
}

/** What a document says by itself. */
interface DocumentValues {
  /** Variables that are student numbers. */
  readonly numbers: ReadonlySet<string>;
  readonly fault: string | null;
}

function valuesOf(document: DocumentNode): DocumentValues {
  const numbers = new Set<string>();
  const defaults = new Map<string, ValueNode>();
  let fault: string | null = null;
  const look = ({ name, value }: { name: { value: string }; value: ValueNode }) => {
    if (name.value !== NAME) return;
    if (value.kind === Kind.VARIABLE) numbers.add(value.name.value);
    else if ('value' in value && !isStudentNumber(value.value)) fault ??= MALFORMED;
  };
  visit(document, {
    VariableDefinition: ({ variable, defaultValue }) => {
      if (defaultValue) defaults.set(variable.name.value, defaultValue);
    },
    Argument: look,
    ObjectField: look,
    StringValue: ({ value }) => {
      if (!isWritable(value)) fault ??= UNWRITABLE;
    },
  });
  for (const name of numbers) {
    const value = defaults.get(name);
    if (value && 'value' in value && !isStudentNumber(value.value)) fault ??= MALFORMED;
  }
  return { numbers, fault };
}

/** A student number, or something that is none by its type, which coercion refuses. */
function isGiven(value: unknown): boolean {
  return typeof value !== 'string' && typeof value !== 'number' ? true : isStudentNumber(value);
}

/** Of an input object, however deep; its depth was checked before. */
function holdsGoodNumbers(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inside]) =>
    key === NAME ? isGiven(inside) : holdsGoodNumbers(inside),
  );
}

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
