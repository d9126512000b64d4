import type { Builder } from './builder.ts';
import { WRAPS } from './fields.ts';

/** An entity whose key may be null: then nobody but its home knows anything of it. */
export interface LoosePick {
  readonly home: number;
  readonly other: number;
}

/** A value type whose fields are in two subgraphs, reached by one shared field of an entity. */
export interface SplitPick {
  readonly on: number;
  readonly first: number;
  readonly other: number;
  readonly wrap: number;
  readonly isRogue: boolean;
}

/** A mutation; `what` 0: how many there were before. */
export interface MutationPick {
  readonly owner: number;
  readonly what: number;
  readonly hasArgument: boolean;
}

export function addLoose(builder: Builder, pick: LoosePick): void {
  const home = builder.subgraph(pick.home);
  const other = builder.subgraph(pick.home + 1 + (pick.other % (builder.model.subgraphs.length - 1)));
  const type = builder.addObject('Loose', 3);
  const id = builder.addField(type, 'id', 'ID', { identity: (key) => (key === 0 ? null : `Loose:${key}`) });
  const word = builder.addField(type, 'word', 'String');
  const remark = builder.addField(type, 'remark', 'String', {
    identity: (key) => (key === 0 ? null : `remark ${key}`),
  });
  for (const subgraph of [home, other]) {
    type.in.set(subgraph, { directives: ['@key(fields: "id")'], implements: new Set() });
    type.keys.set(subgraph, ['id']);
    builder.place(type, id, subgraph);
  }
  builder.place(type, word, home);
  builder.place(type, remark, other);
  const query = builder.object('Query');
  builder.place(query, builder.addField(query, 'loose', '[Loose]', { isThere: true }), home);
}

export function addSplit(builder: Builder, pick: SplitPick): void {
  const entities = builder.entities();
  const on = entities[pick.on % entities.length];
  if (on === undefined) return;
  const first = builder.subgraph(pick.first);
  const second = builder.subgraph(pick.first + 1 + (pick.other % (builder.model.subgraphs.length - 1)));
  const split = builder.addObject('Split', null);
  for (const subgraph of [first, second]) split.in.set(subgraph, { directives: [], implements: new Set() });
  const { isRogue } = pick;
  builder.place(split, builder.addField(split, 'left', isRogue ? 'Int!' : 'Int', { isRogue }), first);
  builder.place(split, builder.addField(split, 'right', '[String!]', { isRogue }), second);
  const both = builder.addField(split, 'both', 'Float');
  const inner = builder.addField(split, 'inner', '[Split]');
  const type = (WRAPS[pick.wrap % WRAPS.length] ?? 'T').replace('T', 'Split');
  const field = builder.addField(on, 'split', type, { isRogue, fixedArgs: 'none' });
  for (const subgraph of [first, second]) {
    for (const shared of [both, inner])
      builder.place(split, shared, subgraph, { directives: ['@shareable'] });
    builder.place(on, field, subgraph, { directives: ['@shareable'] });
  }
}

export function addMutations(builder: Builder, picks: readonly MutationPick[]): void {
  const mutation = builder.object('Mutation');
  for (const [index, pick] of picks.entries()) {
    const owner = builder.subgraph(pick.owner);
    const types = ['Int!', 'Spot', ...builder.entities().map(({ name }) => name), 'String', '[Spot!]'];
    const type = types[pick.what % types.length] ?? 'Int!';
    const more = pick.what === 0 ? { identity: (key: number | string) => Number(key) } : {};
    const args = pick.hasArgument ? { args: '(by: Filter, n: Int = 1)' } : {};
    builder.place(mutation, builder.addField(mutation, `m${index}`, type, { ...more, ...args }), owner);
  }
}
