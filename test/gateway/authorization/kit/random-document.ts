import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

/** A valid-looking document and its variables, grown from numbers; the fewer and smaller, the simpler. */
export interface RandomDocument {
  readonly text: string;
  readonly variables: Record<string, unknown>;
}

const ODD_NAMES = [
  'own_type',
  'own_Student',
  'own1_',
  '__proto__',
  'constructor',
  '__typename',
  'id',
  'name',
];
const NUMBERS = ['"S1"', '$mine', '"S1"', '$mine', '"S2"', '$hers'];
const CONDITIONS = [
  '@include(if: $yes)',
  '@skip(if: $no)',
  '@include(if: $no)',
  '@skip(if: false) @include(if: $yes)',
];

/** Grows a query over a schema; every choice takes the next number. */
export function growDocument(schema: GraphQLSchema, choices: readonly number[]): RandomDocument {
  let next = 0;
  let aliases = 0;
  const fragments: string[] = [];
  const pick = (count: number) => (choices[next++] ?? 0) % count;
  const oneOf = <T>(items: readonly T[]): T => items[pick(items.length)] as T;
  const query = schema.getQueryType();
  if (!query) throw new Error('No query type.');
  const body = selections(query, 0);
  const used = (name: string) => `${body}${fragments.join('')}`.includes(`$${name}`);
  const definitions = { mine: 'ID! = "S1"', hers: 'ID! = "S2"', yes: 'Boolean! = true', no: 'Boolean!' };
  const declared = Object.entries(definitions).filter(([name]) => used(name));
  const head =
    declared.length > 0 ? `(${declared.map(([name, type]) => `$${name}: ${type}`).join(', ')})` : '';
  return { text: `query ${head} ${body} ${fragments.join(' ')}`, variables: used('no') ? { no: false } : {} };

  function selections(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + pick(depth === 0 ? 3 : 4);
    return `{ ${Array.from({ length: count }, () => selection(type, depth)).join(' ')} }`;
  }

  function selection(type: GraphQLCompositeType, depth: number): string {
    const condition = pick(6) === 5 ? oneOf(CONDITIONS) : '';
    switch (depth > 6 ? 0 : pick(8)) {
      case 6: {
        const on = narrower(type);
        return `...${pick(3) === 2 && on === type ? '' : ` on ${on.name}`} ${condition} ${selections(on, depth + 1)}`;
      }
      case 7: {
        const on = narrower(type);
        const inner = selections(on, depth + 1);
        const name = `F${fragments.length}`;
        fragments.push(`fragment ${name} on ${on.name} ${inner}`);
        return `...${name} ${condition} ...${name}`;
      }
      default:
        return field(type, depth, condition);
    }
  }

  function narrower(type: GraphQLCompositeType): GraphQLCompositeType {
    const names = isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];
    const wider = type.name === 'Student' || type.name === 'Note' ? ['Named'] : [];
    const found = schema.getType(oneOf([...names, type.name, ...wider]));
    return isCompositeType(found) ? found : type;
  }

  function field(type: GraphQLCompositeType, depth: number, condition: string): string {
    const fields = isUnionType(type)
      ? []
      : Object.values(type.getFields()).filter(({ name }) => name !== 'forgotten');
    const leaves = fields.filter((one) => !isCompositeType(getNamedType(one.type)));
    const candidates = depth > 5 ? leaves : fields;
    if (candidates.length === 0 || pick(12) === 11) return `${alias()}__typename ${condition}`;
    const chosen = oneOf(candidates);
    const given = getNamedType(chosen.type);
    const inner = isCompositeType(given) ? selections(given, depth + 1) : '';
    return `${alias(chosen.name)}${chosen.name}${argumentsOf(chosen)} ${condition} ${inner}`;
  }

  /** Mostly one that nothing else has. */
  function alias(name = ''): string {
    if (pick(9) === 8) return `${oneOf(ODD_NAMES)}: `;
    return pick(3) === 0 && name !== '' ? '' : `a${aliases++}: `;
  }

  function argumentsOf(chosen: GraphQLField<unknown, unknown>): string {
    const given = chosen.args
      .filter((arg) => isRequiredArgument(arg) || (arg.name !== 'first' && pick(2) === 1))
      .map(({ name }) => {
        if (name === 'input') return `input: { studentId: ${oneOf(NUMBERS)} }`;
        return `${name}: ${oneOf(NUMBERS)}`;
      });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }
}
