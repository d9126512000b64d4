import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { KEY_ARGUMENT } from './lookups.ts';

/** What values are written with. */
interface WritingValues {
  /** The next number that chooses, below a count. */
  readonly pick: (count: number) => number;
  /** Whether the shortest is to be taken from now on. */
  readonly isSpent: () => boolean;
  /** Variable definitions so far; more are added. */
  readonly declared: string[];
  /** What is sent for them. */
  readonly variables: Record<string, unknown>;
}

/** Writes an argument, by a literal or a variable; null: it is left out. */
export function createWriteArgument({
  pick,
  isSpent,
  declared,
  variables,
}: WritingValues): (arg: GraphQLArgument) => string | null {
  /** Variables that hold ids, to be read again. */
  const idVariables: string[] = [];
  const oneOf = (names: readonly string[]) => names[pick(names.length)] ?? '';
  return argument;

  function argument(arg: GraphQLArgument): string | null {
    const isRequired = isNonNullType(arg.type) && arg.defaultValue === undefined;
    const entity = KEY_ARGUMENT.exec(arg.name)?.[1];
    if (entity !== undefined) return keyArgument(arg.name, entity, isRequired);
    if (!isRequired && (isSpent() || pick(3) === 0)) return null;
    if (!isSpent() && pick(3) === 2) return `${arg.name}: ${variable(arg.type, isRequired)}`;
    return `${arg.name}: ${literal(arg.type, 0)}`;
  }

  function keyArgument(argument: string, entity: string, isRequired: boolean): string | null {
    if (!isRequired && pick(8) === 0) return null;
    // Three are there; now and then nobody is asked for.
    const luck = pick(8);
    const id = `${entity.charAt(0).toUpperCase()}${entity.slice(1)}:${luck === 7 ? 3 : luck % 3}`;
    const way = isSpent() ? 0 : pick(8);
    if (way < 2) return `${argument}: ${JSON.stringify(id)}`;
    const known = idVariables[pick(Math.max(idVariables.length, 1))];
    if (way < 6 && known !== undefined) return `${argument}: $${known}`;
    const name = `v${declared.length}`;
    if (way === 6 && !isRequired) {
      declared.push(`$${name}: ID`);
      if (pick(2)) variables[name] = null;
      return `${argument}: $${name}`;
    }
    declared.push(`$${name}: ID!${way === 7 ? ` = ${JSON.stringify(id)}` : ''}`);
    if (way !== 7) variables[name] = id;
    idVariables.push(name);
    return `${argument}: $${name}`;
  }

  function variable(type: GraphQLInputType, isRequired: boolean): string {
    const name = `v${declared.length}`;
    const way = pick(5);
    const plain = isNonNullType(type) ? type.ofType : type;
    if (way === 0 && !isRequired) {
      declared.push(`$${name}: ${String(plain)}`);
      if (isNonNullType(type) || pick(2)) return `$${name}`;
      variables[name] = null;
      return `$${name}`;
    }
    if (way === 1) {
      declared.push(`$${name}: ${String(plain)} = ${literal(isNonNullType(type) ? type : plain, 2)}`);
      if (isNonNullType(type)) return `$${name}`;
    } else declared.push(`$${name}: ${String(type)}`);
    if (way !== 1 || pick(2)) variables[name] = json(type, 0);
    return `$${name}`;
  }

  function literal(type: GraphQLInputType, depth: number): string {
    if (isNonNullType(type)) return literal(type.ofType, depth);
    // One item stands for a list of it.
    if (isListType(type))
      return pick(4) === 3
        ? literal(type.ofType, depth)
        : `[${items(type.ofType, depth, literal).join(', ')}]`;
    if (isEnumType(type)) return oneOf(type.getValues().map(({ name }) => name));
    if (!isInputObjectType(type)) return JSON.stringify(leaf(type.name));
    const parts = inputFields(type, depth).map(([name, of]) => {
      const isVariable = depth < 2 && !isSpent() && pick(6) === 5;
      return `${name}: ${isVariable ? variable(of, true) : literal(of, depth + 1)}`;
    });
    return `{${parts.join(', ')}}`;
  }

  function json(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return json(type.ofType, depth);
    if (isListType(type)) return pick(4) === 3 ? json(type.ofType, depth) : items(type.ofType, depth, json);
    if (isEnumType(type)) return oneOf(type.getValues().map(({ name }) => name));
    if (!isInputObjectType(type)) return leaf(type.name);
    return Object.fromEntries(inputFields(type, depth).map(([name, of]) => [name, json(of, depth + 1)]));
  }

  function items<Item>(
    of: GraphQLInputType,
    depth: number,
    one: (type: GraphQLInputType, depth: number) => Item,
  ): Item[] {
    return Array.from({ length: isSpent() ? 0 : pick(3) }, () => one(of, depth));
  }

  function inputFields(type: GraphQLNamedType, depth: number): [string, GraphQLInputType][] {
    if (!isInputObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((one): [string, GraphQLInputType][] => {
      const isRequired = isNonNullType(one.type) && one.defaultValue === undefined;
      const isTaken = isRequired || (depth < 2 && !isSpent() && pick(2) === 1);
      return isTaken ? [[one.name, one.type]] : [];
    });
  }

  function leaf(name: string): unknown {
    if (name === 'Int') return pick(9) - 2;
    if (name === 'Boolean') return pick(2) === 1;
    if (name === 'ID') return ['i', '7', '离'][pick(3)];
    return ['s', '', 'a"b\\', '校'][pick(4)];
  }
}
