import type { Builder } from './builder.ts';
import type { FieldModel, InterfaceModel, ObjectModel, SubgraphName } from './model.ts';

/** The interface `Shape`: in one subgraph or two, each with a field of its own for all its implementations. */
export interface ShapePick {
  readonly first: number;
  readonly isInTwo: boolean;
  readonly members: number;
  readonly hasValue: boolean;
  readonly hasPeer: boolean;
  readonly hasBase: boolean;
  readonly hasArgument: boolean;
  /** Implementations promise more than the interface. */
  readonly isStricter: boolean;
}

/** The union `Any`: its members may differ between subgraphs. */
export interface UnionPick {
  readonly first: number;
  readonly isInTwo: boolean;
  readonly members: number;
  readonly otherMembers: number;
}

/** `Media` is an interface with implementations in one subgraph, an interface object in another. */
export interface MediaPick {
  readonly home: number;
  readonly objectIn: number;
  /** Another subgraph that knows an implementation; null: none. */
  readonly bookIn: number | null;
  readonly requires: boolean;
  readonly isRogue: boolean;
}

const bits = <Item>(items: readonly Item[], number: number): Item[] => {
  const some = items.filter((_, index) => (number >> index) % 2 === 1);
  return some.length > 0 ? some : items.slice(0, 1);
};

function emptyInterface(name: string, members: string[], base: string[]): InterfaceModel {
  return {
    kind: 'interface',
    name,
    fields: new Map(),
    in: new Map(),
    keys: new Map(),
    members,
    implements: base,
  };
}

export function addShape(builder: Builder, pick: ShapePick): void {
  const { model, place } = builder;
  const entities = bits(builder.entities(), pick.members);
  const count = pick.isInTwo ? 2 : 1;
  const subgraphs = Array.from({ length: count }, (_, index) => builder.subgraph(pick.first + index));
  const withValue = pick.hasValue && count === 1 && !pick.hasPeer;
  const members = [...entities, ...(withValue ? [builder.object('Spot')] : [])];
  const names = members.map(({ name }) => name);
  const hasBase = pick.hasBase && count === 1;
  if (hasBase) model.types.set('Named', emptyInterface('Named', names, []));
  const shape = emptyInterface('Shape', names, hasBase ? ['Named'] : []);
  model.types.set('Shape', shape);
  const args = pick.hasArgument ? '(n: Int = 1)' : '';
  for (const [index, subgraph] of subgraphs.entries()) {
    const fields = [`label${index}`];
    shape.in.set(subgraph, { fields, directives: [], isObject: false });
    addTo(shape, `label${index}`, 'String', args);
    for (const member of members) {
      builder.ensure(member.name, subgraph);
      member.in.get(subgraph)?.implements.add('Shape');
      const type = pick.isStricter ? 'String!' : 'String';
      const field = builder.addField(member, `label${index}`, type, {
        args,
        fixedArgs: args === '' ? '' : '(n: 3)',
      });
      if (!member.isValue) place(member, field, subgraph);
    }
    if (pick.hasPeer && index === 0) {
      addTo(shape, 'peer', '[Shape]', '');
      fields.push('peer');
      for (const member of entities)
        place(member, builder.addField(member, 'peer', '[Shape]', { fixedArgs: 'none' }), subgraph);
    }
    if (hasBase) addBase(builder, subgraph, args);
  }
  addKey(shape, members, subgraphs);
  const query = builder.object('Query');
  const [first = 'a'] = subgraphs;
  place(query, builder.addField(query, 'shapes', '[Shape]', { isThere: true }), first);

  function addTo(type: InterfaceModel, name: string, of: string, given: string): void {
    type.fields.set(name, fieldOf(type.name, name, of, given));
  }
}

function addBase(builder: Builder, subgraph: SubgraphName, args: string): void {
  const base = builder.model.types.get('Named');
  if (base?.kind !== 'interface') return;
  base.in.set(subgraph, { fields: ['label0'], directives: [], isObject: false });
  base.fields.set('label0', fieldOf('Named', 'label0', 'String', args));
}

/** The interface has the key where all implementations do. */
function addKey(
  shape: InterfaceModel,
  members: readonly ObjectModel[],
  subgraphs: readonly SubgraphName[],
): void {
  const every = members.every((type) =>
    subgraphs.every(
      (subgraph) => type.fields.get('id')?.in.has(subgraph) && !type.fields.get('id')?.isHidden,
    ),
  );
  if (!every || members.some(({ isValue }) => isValue)) return;
  shape.fields.set('id', fieldOf(shape.name, 'id', 'ID!', ''));
  for (const subgraph of subgraphs) shape.in.get(subgraph)?.fields.push('id');
}

function fieldOf(on: string, name: string, type: string, args: string): FieldModel {
  const rest = {
    fixedArgs: '',
    isHidden: false,
    requires: null,
    isRogue: false,
    identity: null,
    isThere: false,
    finds: null,
  };
  return { on, name, type, args, in: new Map(), ...rest };
}

export function addUnion(builder: Builder, pick: UnionPick): void {
  const all = [...builder.entities().map(({ name }) => name), 'Spot'];
  const places = new Map<SubgraphName, readonly string[]>();
  builder.model.types.set('Any', { kind: 'union', name: 'Any', in: places });
  const first = builder.subgraph(pick.first);
  places.set(first, bits(all, pick.members));
  const second = builder.subgraph(pick.first + 1);
  if (pick.isInTwo) places.set(second, bits(all, pick.otherMembers));
  for (const [subgraph, members] of places) for (const member of members) builder.ensure(member, subgraph);
  const query = builder.object('Query');
  builder.place(query, builder.addField(query, 'anything', '[Any]', { isThere: true }), first);
}

export function addMedia(builder: Builder, pick: MediaPick): void {
  const { model, place } = builder;
  const home = builder.subgraph(pick.home);
  const objectIn = builder.subgraph(pick.home + 1 + (pick.objectIn % (model.subgraphs.length - 1)));
  const media = emptyInterface('Media', ['Book', 'Film'], []);
  model.types.set('Media', media);
  const identity = (key: number | string) => `Media:${key}`;
  media.fields.set('id', { ...fieldOf('Media', 'id', 'ID!', ''), identity });
  media.fields.set('title', fieldOf('Media', 'title', 'String', ''));
  const stars = { ...fieldOf('Media', 'stars', pick.isRogue ? 'Int!' : 'Int', ''), isRogue: pick.isRogue };
  const review = { ...fieldOf('Media', 'review', 'String', ''), requires: pick.requires ? 'title' : null };
  for (const field of [stars, review]) media.fields.set(field.name, field);
  media.in.set(home, { fields: ['id', 'title'], directives: ['@key(fields: "id")'], isObject: false });
  const itsFields = ['id', 'stars', 'review', ...(pick.requires ? ['title'] : [])];
  const directives = ['@key(fields: "id")', '@interfaceObject'];
  media.in.set(objectIn, { fields: itsFields, directives, isObject: true });
  for (const name of ['id', 'stars', 'review'])
    media.fields.get(name)?.in.set(objectIn, { use: 'resolves', directives: [] });
  if (pick.requires) {
    media.fields.get('title')?.in.set(objectIn, { use: 'external', directives: ['@external'] });
    review.in.get(objectIn)?.directives.push('@requires(fields: "title")');
  }
  for (const subgraph of [home, objectIn]) media.keys.set(subgraph, ['id']);
  for (const name of ['Book', 'Film']) addImplementation(builder, media, name, home);
  if (pick.bookIn !== null) addBookElsewhere(builder, builder.subgraph(pick.bookIn), home, objectIn);
  const query = builder.object('Query');
  place(query, builder.addField(query, 'media', '[Media]', { isThere: true }), home);
  place(query, builder.addField(query, 'topMedia', '[Media]', { isThere: true }), objectIn);
}

function addImplementation(builder: Builder, media: InterfaceModel, name: string, home: SubgraphName): void {
  const type = builder.addObject(name, 2);
  type.in.set(home, { directives: ['@key(fields: "id")'], implements: new Set(['Media']) });
  type.keys.set(home, ['id']);
  for (const field of media.fields.values()) type.fields.set(field.name, field);
  const own = builder.addField(type, name === 'Book' ? 'pages' : 'minutes', 'Int');
  const shown = ['id', 'title', own.name];
  // Only where it is at home: elsewhere the interface object stands for it.
  for (const field of shown) {
    const model = type.fields.get(field);
    const isShared = model !== undefined && media.fields.has(field);
    if (model !== undefined) (isShared ? model.in : own.in).set(home, { use: 'resolves', directives: [] });
  }
}

function addBookElsewhere(
  builder: Builder,
  subgraph: SubgraphName,
  home: SubgraphName,
  objectIn: SubgraphName,
): void {
  if (subgraph === home || subgraph === objectIn) return;
  const book = builder.object('Book');
  book.in.set(subgraph, { directives: ['@key(fields: "id")'], implements: new Set() });
  book.keys.set(subgraph, ['id']);
  const id = book.fields.get('id');
  if (id !== undefined) id.in.set(subgraph, { use: 'resolves', directives: [] });
  const weight = builder.addField(book, 'weight', 'Float');
  weight.in.set(subgraph, { use: 'resolves', directives: [] });
}
