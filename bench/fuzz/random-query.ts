import fc, { type Arbitrary } from 'fast-check';
import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isLeafType, isObjectType } from 'graphql';

/** Choices that a query is written by: each number picks among what is possible where it is used. */
export const choices: Arbitrary<number[]> = fc.array(fc.nat(1_000), { minLength: 8, maxLength: 120 });

const DEEPEST = 6;
const IDS = ['"S1"', '"S2"', 'null', '$id'];

/**
 * A query over a schema, written by choices: aliases, arguments, directives, inline and named fragments. It may still be
 * invalid where two selections differ under one name; whoever runs it validates it.
 */
export function writeQuery(schema: GraphQLSchema, numbers: readonly number[]): string {
  const fragments: string[] = [];
  let at = 0;
  const pick = (count: number) => (numbers[at++ % numbers.length] ?? 0) % count;
  const isSpent = () => at >= numbers.length;

  function selection(type: GraphQLObjectType, depth: number): string {
    const parts: string[] = [];
    const names = Object.keys(type.getFields());
    for (let left = 1 + pick(4); left > 0; left--) {
      // The first is a field that is there for certain: the planner answers null for an object of which nothing is asked.
      const isFirst = parts.length === 0;
      const kind = isSpent() || isFirst ? 0 : pick(10);
      if (kind === 9) parts.push('__typename');
      else if (kind === 8 && depth < DEEPEST) parts.push(`... on ${type.name} ${selection(type, depth + 1)}`);
      else if (kind === 7 && depth < DEEPEST) parts.push(fragment(type, depth));
      else parts.push(field(type, names[pick(names.length)] ?? '__typename', depth, isFirst));
    }
    return `{ ${parts.join(' ')} }`;
  }

  function fragment(type: GraphQLObjectType, depth: number): string {
    const name = `F${fragments.length}`;
    fragments.push('');
    fragments[Number(name.slice(1))] = `fragment ${name} on ${type.name} ${selection(type, depth + 1)}`;
    return `...${name}`;
  }

  function field(type: GraphQLObjectType, name: string, depth: number, isCertain: boolean): string {
    const definition = type.getFields()[name];
    const inside = definition && getNamedType(definition.type);
    if (definition === undefined || inside === undefined) return '__typename';
    if (!isLeafType(inside) && depth >= DEEPEST) return '__typename';
    const alias = pick(4) === 0 ? `a${pick(3)}: ` : '';
    const given = definition.args.map((argument) =>
      argument.name === 'first' ? `first: ${1 + pick(3)}` : `${argument.name}: ${IDS[pick(IDS.length)]}`,
    );
    const directive =
      !isCertain && pick(8) === 0
        ? ` @${pick(2) ? 'skip' : 'include'}(if: ${pick(2) ? '$yes' : 'false'})`
        : '';
    const below = isObjectType(inside) ? ` ${selection(inside, depth + 1)}` : '';
    return `${alias}${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${directive}${below}`;
  }

  const root = schema.getQueryType();
  const text = root ? selection(root, 0) : '{ __typename }';
  const all = `${text} ${fragments.join(' ')}`;
  const variables = [
    ...(all.includes('$id') ? ['$id: ID = "S3"'] : []),
    ...(all.includes('$yes') ? ['$yes: Boolean = true'] : []),
  ];
  return `query ${variables.length > 0 ? `(${variables.join(', ')}) ` : ''}${all}`;
}
