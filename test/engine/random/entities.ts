import type { Builder } from './builder.ts';

/** An entity: where it is at home, and what it is known by. */
export interface EntityPick {
  readonly home: number;
  /** One bit for each kind of key. */
  readonly keys: number;
  /** Whether clients see the fields of the last of several keys. */
  readonly hidesLast: boolean;
}

const NAMES = ['Alpha', 'Beta', 'Gamma'];
const KEYS = ['id', 'code', 'area number', 'owner { id }'];

/** Adds the entities with all their keys at home, and a list of each. */
export function addEntities(builder: Builder, picks: readonly EntityPick[]): void {
  for (const [position, pick] of picks.entries()) {
    const name = NAMES[position];
    if (name === undefined) return;
    const type = builder.addObject(name, 3);
    const chosen = KEYS.filter((_, index) => (pick.keys >> index) % 2 === 1);
    const keys = chosen.length > 0 ? chosen : ['id'];
    const key = (field: string, of: string, identity: (key: number | string) => unknown) =>
      builder.addField(type, field, of, { identity });
    if (keys.includes('id')) key('id', 'ID!', (index) => `${name}:${index}`);
    if (keys.includes('code')) key('code', 'Int!', (index) => 100 + Number(index));
    if (keys.includes('area number')) {
      // A null is a part of a compound key as good as any.
      key('area', 'String', (index) => (index === 0 ? null : `area ${Number(index) % 2}`));
      key('number', 'Int!', (index) => Number(index) >> 1);
    }
    if (keys.includes('owner { id }'))
      key('owner', 'Ref', (index) => ({ __typename: 'Ref', key: `${name}:${index}` }));
    if (pick.hidesLast && keys.length > 1)
      for (const field of keys.at(-1)?.replace(/\{.*/, '').trim().split(' ') ?? []) {
        const hidden = type.fields.get(field);
        if (hidden !== undefined) hidden.isHidden = true;
      }
    addHome(builder, name, keys, pick.home);
  }
}

function addHome(builder: Builder, name: string, keys: readonly string[], number: number): void {
  const home = builder.subgraph(number);
  const type = builder.object(name);
  type.in.set(home, { directives: keys.map((key) => `@key(fields: "${key}")`), implements: new Set() });
  type.keys.set(home, [...keys]);
  for (const field of type.fields.values()) builder.place(type, field, home);
  const query = builder.object('Query');
  builder.place(query, builder.addField(query, `all${name}`, `[${name}]`, { isThere: true }), home);
}
