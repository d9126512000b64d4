import { type DocumentNode, Kind, valueFromASTUntyped } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/**
 * Fills in the defaults of variables that a request leaves out, before a compiled query sees them: graphql-jit refuses
 * `$first: Int! = 20` without a value from an operation's second run on, although the specification gives it the default.
 *
 * @returns null where nothing is left out
 * @see https://spec.graphql.org/October2021/#sec-Coercing-Variable-Values
 */
export function createVariableDefaults(): (
  document: DocumentNode,
  variables: Variables | undefined,
) => Variables | null {
  const known = new WeakMap<DocumentNode, readonly (readonly [string, unknown])[]>();
  const defaultsOf = (document: DocumentNode) => {
    const found = known.get(document);
    if (found !== undefined) return found;
    const read = readDefaults(document);
    known.set(document, read);
    return read;
  };
  return (document, variables = {}) => {
    const missing = defaultsOf(document).filter(([name]) => variables[name] === undefined);
    return missing.length === 0 ? null : { ...Object.fromEntries(missing), ...given(variables) };
  };
}

function readDefaults({ definitions }: DocumentNode): (readonly [string, unknown])[] {
  return definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? (definition.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
          defaultValue === undefined
            ? []
            : [[variable.name.value, valueFromASTUntyped(defaultValue)] as const],
        )
      : [],
  );
}

/** Without what is undefined, which would hide a default. */
function given(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined));
}
