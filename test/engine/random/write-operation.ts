import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import type { Asked } from './engine-under-test.ts';
import { LOOKUP } from './lookups.ts';
import { createWriteArgument } from './write-argument.ts';

const DEEPEST = 6;
const MOST_FIELDS = 60;

/** What one response key of one selection set stands for. */
interface Scope {
  readonly keys: Map<string, { readonly signature: string; readonly inner: Scope }>;
}

interface Fragment {
  readonly name: string;
  readonly on: GraphQLNamedType;
  text: string | null;
}

/**
 * Writes a valid document with an operation to run: numbers choose, and where they end the shortest choice is taken. Aliases that two
 * fields want are given up where the document would not be valid.
 */
export function writeOperation(schema: GraphQLSchema, numbers: readonly number[]): Asked {
  const daring = write(schema, numbers, 'daring');
  if (isValid(schema, daring)) return daring;
  const careful = write(schema, numbers, 'careful');
  if (isValid(schema, careful)) return careful;
  throw new Error(
    `What writes operations is wrong: ${careful.text}\n${validate(schema, parse(careful.text))}`,
  );
}

const isValid = (schema: GraphQLSchema, { document }: Asked) => validate(schema, document).length === 0;

function write(schema: GraphQLSchema, numbers: readonly number[], manner: 'daring' | 'careful'): Asked {
  let at = 0;
  let unique = 0;
  let fields = 0;
  const fragments: Fragment[] = [];
  const declared: string[] = [];
  const variables: Record<string, unknown> = {};
  const flags = new Set<string>();
  const pick = (count: number) => (numbers[at++] ?? 0) % count;
  const isSpent = () => at >= numbers.length || fields > MOST_FIELDS;
  const newScope = (): Scope => ({ keys: new Map() });
  const argument = createWriteArgument({ pick, isSpent, declared, variables });

  function selectionSet(type: GraphQLNamedType, scope: Scope, depth: number): string {
    const parts: string[] = [];
    const count = isSpent() ? 1 : 1 + pick(5);
    for (let left = count; left > 0; left--) parts.push(selection(type, scope, depth, parts.length === 0));
    return `{ ${parts.join(' ')} }`;
  }

  function selection(type: GraphQLNamedType, scope: Scope, depth: number, isFirst: boolean): string {
    const kind = isSpent() ? 0 : pick(12);
    if (kind === 11) return typename(scope) + directive(isFirst);
    if (kind >= 8 && depth < DEEPEST) return fragment(type, scope, depth, kind);
    if (!isObjectType(type) && !isInterfaceType(type)) {
      if (isAbstractType(type) && !isSpent() && depth < DEEPEST) return fragment(type, scope, depth, 9);
      return typename(scope);
    }
    return field(type, scope, depth, isFirst);
  }

  function typename(scope: Scope): string {
    const alias = pick(4) === 3 ? aliasFor(scope, ['type', 'f0', 'id', 'x']) : null;
    return add(scope, alias, '__typename', '__typename') === null
      ? `k${unique++}: __typename`
      : named(alias, '__typename');
  }

  function fragment(type: GraphQLNamedType, scope: Scope, depth: number, kind: number): string {
    const others = overlapping(type);
    const on = others[pick(others.length)] ?? type;
    if (kind === 8)
      return `...${pick(2) ? ` on ${type.name}` : ''}${directive(false)} ${selectionSet(type, scope, depth + 1)}`;
    if (kind === 9) return `... on ${on.name}${directive(false)} ${selectionSet(on, scope, depth + 1)}`;
    const known = fragments.filter((one) => one.text !== null && others.includes(one.on));
    const again = manner === 'daring' && pick(3) === 2 ? known[pick(Math.max(known.length, 1))] : undefined;
    if (again !== undefined) return `...${again.name}${directive(false)}`;
    const made: Fragment = { name: `F${fragments.length}`, on, text: null };
    fragments.push(made);
    made.text = `fragment ${made.name} on ${on.name} ${selectionSet(on, scope, depth + 1)}`;
    return `...${made.name}${directive(false)}`;
  }

  /** Types whose objects may be of the type. */
  function overlapping(type: GraphQLNamedType): GraphQLNamedType[] {
    const possible = new Set(possibleTypes(type).map(({ name }) => name));
    const all = Object.values(schema.getTypeMap()).filter(
      (other) => isCompositeType(other) && !other.name.startsWith('__'),
    );
    return [
      type,
      ...all.filter((other) => other !== type && possibleTypes(other).some(({ name }) => possible.has(name))),
    ];
  }

  function possibleTypes(type: GraphQLNamedType) {
    if (isAbstractType(type)) return schema.getPossibleTypes(type);
    return isObjectType(type) ? [type] : [];
  }

  function field(
    type: GraphQLNamedType,
    scope: Scope,
    depth: number,
    isFirst: boolean,
    isWanted: (name: string) => boolean = () => true,
  ): string {
    if (!isObjectType(type) && !isInterfaceType(type)) return '__typename';
    const all = Object.values(type.getFields());
    const leaves = all.filter(
      (one) => isLeafType(getNamedType(one.type)) && one.args.every((arg) => !isNonNullType(arg.type)),
    );
    const from = (depth >= DEEPEST || isSpent() ? leaves : all).filter(({ name }) => isWanted(name));
    const definition = from[pick(Math.max(from.length, 1))];
    if (definition === undefined) return typename(scope);
    fields++;
    const given = definition.args.flatMap((arg) => argument(arg) ?? []);
    const call = `${definition.name}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
    const signature = `${call}: ${String(definition.type)}`;
    const luck = pick(3);
    let alias =
      luck === 2 ? aliasFor(scope, [...all.map(({ name }) => name), 'a0', 'a1', '__typename', 'id']) : null;
    if (manner === 'careful') alias = `k${unique++}`;
    let inner = add(scope, alias, definition.name, signature);
    if (inner === null) {
      alias = `k${unique++}`;
      inner = add(scope, alias, definition.name, signature) ?? newScope();
    }
    const directives = directive(isFirst);
    const below = getNamedType(definition.type);
    const rest = isLeafType(below) ? '' : ` ${selectionSet(below, inner, depth + 1)}`;
    return `${named(alias, call)}${directives}${rest}`;
  }

  function aliasFor(_scope: Scope, names: readonly string[]): string | null {
    return manner === 'careful' ? `k${unique++}` : (names[pick(names.length)] ?? null);
  }

  const named = (alias: string | null, call: string) => (alias === null ? call : `${alias}: ${call}`);

  /** The scope of what is inside; null: the key stands for something else. */
  function add(scope: Scope, alias: string | null, name: string, signature: string): Scope | null {
    const key = alias ?? name;
    const known = scope.keys.get(key);
    if (known !== undefined) return known.signature === signature ? known.inner : null;
    const inner = newScope();
    scope.keys.set(key, { signature, inner });
    return inner;
  }

  function directive(isFirst: boolean): string {
    if (isFirst || isSpent() || pick(6) !== 5) return '';
    const name = pick(2) ? 'skip' : 'include';
    const value = ['true', 'false', '$yes', '$no', '$given'][pick(5)] ?? 'true';
    if (value.startsWith('$')) flags.add(value.slice(1));
    return ` @${name}(if: ${value})`;
  }

  const kind = schema.getMutationType() && pick(4) === 3 ? 'mutation' : 'query';
  const root = kind === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  if (!root) throw new Error('There is no root type.');
  const scope = newScope();
  const hasLookups = Object.keys(root.getFields()).some((name) => LOOKUP.test(name));
  // By itself, else it is waited for.
  const isLookup = hasLookups && pick(3) > 0;
  const body = isLookup
    ? `{ ${field(root, scope, 0, true, (name) => LOOKUP.test(name))} }`
    : selectionSet(root, scope, 0);
  const introspection = kind === 'query' && !isSpent() && pick(6) === 5 ? asIntrospection(pick(3)) : '';
  if (flags.has('yes')) declared.push('$yes: Boolean! = true');
  if (flags.has('no')) declared.push('$no: Boolean = false');
  if (flags.has('given')) declared.push('$given: Boolean!');
  if (flags.has('given')) variables.given = pick(2) === 1;
  const isNamed = !isSpent() && pick(3) === 2;
  if (!isSpent() && pick(10) === 9) spoil(variables, pick);
  const header = `${kind}${isNamed ? ' Main' : ''}${declared.length > 0 ? `${isNamed ? '' : ' '}(${declared.join(', ')})` : ''}`;
  const whole = body.replace(/\}$/, `${introspection}}`);
  const operations = [`${header} ${whole}`, ...(isNamed ? ['query Other { __typename }'] : [])];
  const text = [...operations, ...fragments.map((one) => one.text ?? '')].join('\n');
  return { text, document: parse(text), operationName: isNamed ? 'Main' : null, variables };
}

/** A value that no type takes, or none where one must be. */
function spoil(variables: Record<string, unknown>, pick: (count: number) => number): void {
  const names = Object.keys(variables);
  const name = names[pick(Math.max(names.length, 1))];
  if (name === undefined) return;
  if (pick(3) === 0) delete variables[name];
  else variables[name] = [{ odd: true }, 'no such', 1e12, [[[null]]]][pick(4)];
}

function asIntrospection(which: number): string {
  const asks = [
    '__schema { queryType { name } mutationType { fields { name args { name defaultValue } } } } ',
    '__type(name: "Alpha") { kind fields { name type { name kind ofType { name } } } interfaces { name } } ',
    'q: __type(name: "Nobody") { name } intro: __schema { __typename types { name enumValues { name } } } ',
  ];
  return asks[which] ?? '';
}
