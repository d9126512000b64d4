import { type Builder, SCALARS } from './builder.ts';
import {
  type FieldModel,
  fieldsHolder,
  isApart,
  namedIn,
  type ObjectModel,
  type SubgraphName,
} from './model.ts';
import { addProvides, makeExternal } from './provided-fields.ts';

/** A field somewhere; every number counts modulo what there is to choose from. */
export interface FieldPick {
  readonly on: number;
  readonly owner: number;
  readonly other: number;
  readonly what: number;
  readonly wrap: number;
  readonly twist: 'plain' | 'shared' | 'override' | 'hidden' | 'requires' | 'provides';
  readonly args: number;
  readonly isRogue: boolean;
}

export const WRAPS = ['T', 'T!', '[T]', '[T!]', '[T!]!', '[T]!', '[[T]]', '[[T!]!]!', '[[T]!]'];
/** Arguments, and how a requirement gives them (null: it cannot). */
export const ARGS: readonly (readonly [string, string | null])[] = [
  ['', ''],
  ['(n: Int)', '(n: 2)'],
  ['(n: Int = 3)', '(n: 5)'],
  ['(n: Int! = 4, s: String)', '(n: 1, s: "s")'],
  ['(by: Filter)', ''],
  ['(by: Filter = {a: 2, b: ["b"]}, mode: Mode = ON)', null],
  ['(ids: [ID!]!)', null],
  ['(color: Color = RED, ids: [[Int]])', '(color: GREEN)'],
];
const TYPES = [
  ...[
    'Int',
    'String',
    'Spot',
    'Alpha',
    'Shape',
    'Any',
    'Beta',
    'Media',
    'Gamma',
    'Color',
    'Hue',
    'Json',
    'Float',
  ],
  ...['Boolean', 'ID', 'Named', 'Secret'],
];

/** Adds a field with its twist; what the graph cannot have becomes something plain. */
export function addPickedField(builder: Builder, pick: FieldPick): void {
  const { model } = builder;
  const entities = builder.entities();
  const holders = [...entities, ...entities, builder.object('Query'), builder.object('Spot')];
  const on = holders[pick.on % holders.length] ?? builder.object('Query');
  const owner = builder.subgraph(pick.owner);
  const other = builder.subgraph(pick.owner + 1 + (pick.other % (model.subgraphs.length - 1)));
  const wanted = TYPES[pick.what % TYPES.length] ?? 'Int';
  const both = pick.twist === 'shared' || pick.twist === 'override';
  const isKnown = model.types.has(wanted) || builder.mayHave(wanted, owner);
  const may =
    isKnown &&
    builder.mayHave(wanted, owner) &&
    (!both || (builder.mayHave(wanted, other) && !isApart(model, wanted, owner, other)));
  if (on.isValue) {
    addValueField(builder, on, may ? wanted : 'Int', pick);
    return;
  }
  const named = may ? wanted : 'String';
  const [args, fixedArgs] = ARGS[pick.args % ARGS.length] ?? ['', ''];
  const field = builder.addField(
    on,
    builder.freeName(on),
    (WRAPS[pick.wrap % WRAPS.length] ?? 'T').replace('T', named),
    {
      args,
      fixedArgs: fixedArgs ?? 'none',
      isRogue: pick.isRogue,
      isHidden: named === 'Secret' || (pick.twist === 'hidden' && on.name !== 'Query'),
    },
  );
  placeTwisted(builder, on, field, owner, other, pick);
}

function addValueField(builder: Builder, on: ObjectModel, wanted: string, pick: FieldPick): void {
  const named = ['Int', 'String', 'Float', 'Boolean', 'Color', 'Json', 'Alpha'].includes(wanted)
    ? wanted
    : 'Int';
  const type = (WRAPS[pick.wrap % WRAPS.length] ?? 'T').replace('T', named);
  const args = ARGS[pick.args % 4]?.[0] ?? '';
  builder.addField(on, builder.freeName(on), type, {
    isRogue: pick.isRogue,
    args,
    fixedArgs: args === '' ? '' : 'none',
  });
}

function placeTwisted(
  builder: Builder,
  on: ObjectModel,
  field: FieldModel,
  owner: SubgraphName,
  other: SubgraphName,
  pick: FieldPick,
): void {
  const { place } = builder;
  if (pick.twist === 'shared' && !builder.hasChains) {
    const isStricter = pick.wrap % 2 === 0 && !field.isRogue && !field.type.endsWith('!');
    field.isThere = isStricter;
    const extra = pick.other % 2 === 0 ? { extraArgs: 'extra: Int' } : {};
    place(on, field, owner, { directives: ['@shareable'], ...extra });
    const strict = isStricter ? { type: `${field.type}!` } : {};
    place(on, field, other, { directives: ['@shareable'], ...strict });
    return;
  }
  if (pick.twist === 'override') {
    place(on, field, other, { use: 'lies' });
    place(on, field, owner, { directives: [`@override(from: "${other}")`] });
    return;
  }
  place(on, field, owner);
  if (pick.twist === 'requires' && on.count !== null) addRequires(builder, on, field, owner, pick);
  if (pick.twist === 'provides') addProvides(builder, field, owner, pick.other);
}

function addRequires(
  builder: Builder,
  on: ObjectModel,
  field: FieldModel,
  owner: SubgraphName,
  pick: FieldPick,
): void {
  const candidates = [...on.fields.values()].filter(
    (other) =>
      other !== field &&
      other.identity === null &&
      (builder.hasChains || other.requires === null) &&
      other.fixedArgs !== 'none' &&
      (!other.in.has(owner) || other.in.get(owner)?.directives.includes('@external')),
  );
  const chosen = new Set([candidates.at(-1), candidates[pick.other % Math.max(candidates.length, 1)]]);
  const parts = [...chosen].flatMap((required) =>
    required ? (requirement(builder, required, owner) ?? []) : [],
  );
  if (parts.length === 0) return;
  for (const required of chosen)
    if (
      required !== undefined &&
      parts.some((part) => part.startsWith(required.name)) &&
      !required.in.has(owner)
    )
      makeExternal(builder, on, required, owner, 'external');
  field.requires = parts.join(' ');
  field.in.get(owner)?.directives.push(`@requires(fields: ${JSON.stringify(field.requires)})`);
}

/** How a field is required; null: not at all. */
function requirement(builder: Builder, field: FieldModel, subgraph: SubgraphName): string | null {
  const inside = namedIn(field.type);
  if (!builder.mayHave(inside, subgraph)) return null;
  const type = builder.model.types.get(inside);
  const asked = `${field.name}${field.fixedArgs}`;
  if (type === undefined || type.kind === 'enum' || type.kind === 'scalar') return asked;
  const everywhere = [subgraph, ...field.in.keys()];
  if (type.kind === 'object') {
    const inner = insideOf(builder, type.name, subgraph, everywhere);
    return inner === null ? null : `${asked} { ${inner} }`;
  }
  if (inside === 'Media' || type.kind === 'input') return null;
  const members =
    type.kind === 'interface'
      ? type.members
      : (type.in.get(subgraph) ?? []).filter((name) =>
          everywhere.every((one) => type.in.get(one)?.includes(name)),
        );
  const parts = members.flatMap((name) => memberPart(builder, name, everywhere) ?? []);
  return parts.length === 0 ? null : `${asked} { ${parts.join(' ')} }`;
}

function memberPart(builder: Builder, name: string, everywhere: readonly SubgraphName[]): string | null {
  const holder = fieldsHolder(builder.model, name);
  if (holder?.kind !== 'object') return null;
  if (holder.count === null) return `... on ${name} { x }`;
  const key = commonKey(holder, everywhere);
  return key === null ? null : `... on ${name} { ${key} }`;
}

/** A key that all of the subgraphs have: of others Apollo's composer says now and then that nobody could get at them. */
function commonKey(holder: ObjectModel, everywhere: readonly SubgraphName[]): string | null {
  const [first, ...others] = everywhere.map((subgraph) => holder.keys.get(subgraph) ?? []);
  return first?.find((one) => others.every((keys) => keys.includes(one))) ?? null;
}

/** Leaves of a value, the key of an entity and something of it that is elsewhere. */
function insideOf(
  builder: Builder,
  name: string,
  subgraph: SubgraphName,
  everywhere: readonly SubgraphName[],
): string | null {
  builder.ensure(name, subgraph);
  const holder = fieldsHolder(builder.model, name);
  if (holder?.kind !== 'object' || holder.count === null) return name === 'Ref' ? 'id kind' : 'x';
  const key = commonKey(holder, everywhere);
  if (key === null) return null;
  const elsewhere = [...holder.fields.values()].find(
    (field) =>
      SCALARS.includes(namedIn(field.type)) &&
      field.args === '' &&
      field.identity === null &&
      field.on === name &&
      field.in.size > 0 &&
      !field.in.has(subgraph),
  );
  if (elsewhere === undefined) return key;
  makeExternal(builder, holder, elsewhere, subgraph, 'external');
  return `${key} ${elsewhere.name}`;
}
